"""The administrative hierarchy in time (đơn vị hành chính).

Which units exist on which day, what lies under what, and what became of a unit when the map was redrawn.
Never here: people, officers, figures of a campaign.
"""
