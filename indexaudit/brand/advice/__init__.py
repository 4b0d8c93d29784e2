"""What to change first: one module a sort of advice, each from the ledger to lines with their gains."""
