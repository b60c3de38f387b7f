"""One programme against many people: the same verdicts and fit as ``suggest``, transposed, with what an office needs to stand by them."""
