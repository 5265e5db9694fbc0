# Configuration of nbconvert: executes a notebook, and writes it also where a cell fails.
import traceback

from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import ExecutePreprocessor


class Keeping(ExecutePreprocessor):
    """Ends with the notebook as it is when a cell fails; the log has the reason."""

    def preprocess(self, nb, resources=None, km=None):
        try:
            return super().preprocess(nb, resources, km)
        except CellExecutionError:
            self.log.error("a cell failed\n" + traceback.format_exc())
            return nb, resources


c = get_config()  # noqa: F821, given by traitlets
c.Keeping.enabled = True
c.NotebookExporter.preprocessors = [Keeping]
