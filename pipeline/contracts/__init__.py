"""What must hold of a release before its figures are used: ranges, totals, coverage, continuity; and what stands out."""

from pipeline.contracts.declared import CONTRACTS, contract_of
from pipeline.contracts.examine import examine
from pipeline.contracts.examined import CURE, Examined, all_faults

__all__ = ["CONTRACTS", "CURE", "Examined", "all_faults", "contract_of", "examine"]
