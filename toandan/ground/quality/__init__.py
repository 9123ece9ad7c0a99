"""Fair comparison and checking by samples (chất lượng): lots, intervals, draws, shrinkage, funnels; pure arithmetic.

Proportions come in as counts, found of looked at, and every function says which model it stands on.
"""
