"""The anonymised record of a call: who may write it, who may read it, and that reading is logged."""
