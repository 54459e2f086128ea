"""What was done, as a code and its values, and the sentence that says it in French.

The history keeps codes and values; the sentence is made when it is shown, so that another language
could tell the same history.
"""

from .deed import Deed, Value, deed, said
from .telling import tell

__all__ = ["Deed", "Value", "deed", "said", "tell"]
