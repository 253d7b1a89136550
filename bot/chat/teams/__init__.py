"""Teams: cards, the bot's own posts, workflows' webhooks, and what people say there."""

import os
import warnings

# The SDK reads a file .env of its own accord as it is imported; what stands in ours is for our settings alone.
os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
# And warns of what it imports itself.
warnings.filterwarnings("ignore", ".* is in preview and may change", FutureWarning)
