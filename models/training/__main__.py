"""``python -m models.training``: make the concept space and the encoder again, in their places."""

from models.training.recipe import train

if __name__ == "__main__":
    train()
