"""FitHub: a sentence about food becomes rows a person owns."""
