"""How fast telestage is, as ratios against a bare Textual app: `make bench`.

Absolute times say more about the machine than about the program, so nearly everything is measured
beside a reference, by turns, and medians are compared. Each module listed in `__main__` measures
one target and yields `Figure`s.
"""
