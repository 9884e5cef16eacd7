"""Training: sessions in which a new counsellor practises, and the end of every trace of them."""
