"""Drug and alcohol needs assessments for London's Combating Drugs Partnerships.

The modules stand in the order in which the figures flow; imports only point upstream (tests/test_architecture.py).
"""

__version__ = "0.4.0"
