"""The carrier's edge: signed webhooks in, TwiML and REST out. No carrier's word leaves this folder."""
