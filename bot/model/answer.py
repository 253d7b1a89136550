"""An answer: what a command is answered with. A platform knows how to draw each kind."""

from bot.model.form import Form
from bot.model.message import Message
from bot.model.panel import Panel

Answer = Message | Form | Panel
