"""The arithmetic behind the rota, in exact whole numbers. The front door is `rota.py`."""
