"""What screens show of a café. Each room beside this module registers its own fragments."""

from . import phases  # noqa: F401
from .devices import fragments as of_devices  # noqa: F401
from .hosting import fragments as of_hosting  # noqa: F401
from .planning import fragments as of_planning  # noqa: F401
from .seats import fragments as of_seats  # noqa: F401
from .tablecloth import fragments as of_tablecloth  # noqa: F401
