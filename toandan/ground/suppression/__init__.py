"""Which units of a published table are not shown, so that no small number can be worked out (che số nhỏ).

A unit's figures are people done and people remaining; a small one of either could point at somebody. Three steps, after
the textbooks of statistical disclosure control:

- *primary suppression* by the threshold rule: a unit is hidden when people done, or people remaining, are fewer than
  the threshold (Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, ch. 1; Hundepool et al.,
  Statistical Disclosure Control, 2012, ch. 4.2);
- *complementary suppression*: what the hidden children of a shown unit hold together follows from their parent and the
  shown ones, so that sum must itself be no small number (Cox, Suppression methodology and statistical disclosure
  control, JASA 75, 1980, 377-385). Here it must be twice the threshold and be held by two at least: who knows that
  one of them is small does not learn which, and no bound that can be derived for any of them falls below the threshold;
- *the same over time and between measures*: a unit is hidden in all measures or in none, and one that was hidden with
  somebody nearly finished stays hidden until nobody remains there, beside units that were never shown where there are
  some: taking turns would let one day be told from the next (Hundepool et al. ch. 4.5, on linked tables).

- *audit*, as the same sources call it: what is to be published is laid beside all days published before, and read as
  somebody would who guesses rightly that nobody is undone and nobody new came; while that tells a small number, one
  more unit is hidden.

One number below the threshold may be learnt: that nobody remains. It is what a campaign announces, and says of nobody
that they lack anything. What this does not promise: anything against a unit that adds what it knows of itself.

Pure: everything is passed in and nothing is remembered.
"""

from toandan.ground.suppression.cells import Cell, Figure, Kept
from toandan.ground.suppression.comparing import Published
from toandan.ground.suppression.hiding import hide, small

__all__ = ["Cell", "Figure", "Kept", "Published", "hide", "small"]
