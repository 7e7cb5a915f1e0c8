"""An ONNX graph under construction."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
_OPSET, _FUSED_OPSET, _IR = 17, 1, 8
"""The lowest that have all the operators used, so that every release of ONNX Runtime that the package allows reads the file."""


class Canvas:
    """Nodes and constants in the order in which they were added; values go by their names."""

    def __init__(self) -> None:
        """Begin an empty graph."""
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, value: NDArray[Any]) -> str:
        """Add a constant; return its name."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        """Add a constant row of integers; return its name."""
        return self.constant(np.array(values, np.int64))

    def node(self, kind: str, *given: str, **settings: Any) -> str:
        """Add an operator with one result; return its name."""
        return self.nodes(kind, *given, results=1, **settings)[0]

    def nodes(self, kind: str, *given: str, results: int, **settings: Any) -> list[str]:
        """Add an operator; return the names of its results."""
        names = [f"{kind}_{len(self._nodes)}_{number}" for number in range(results)]
        self._nodes.append(helper.make_node(kind, list(given), names, name=names[0], **settings))
        return names

    def save(self, path: Path, *, ids: str, states: str, width: int) -> None:
        """Write the graph whose input `ids` are integers [T] and whose output is the value `states` [T, width], by the name "states"."""
        self._nodes.append(helper.make_node("Identity", [states], ["states"], name="states"))
        given = helper.make_tensor_value_info(ids, TensorProto.INT64, ["tokens"])
        result = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["tokens", width])
        graph = helper.make_graph(self._nodes, path.stem, [given], [result], self._constants)
        imports = [helper.make_opsetid("", _OPSET), helper.make_opsetid(FUSED, _FUSED_OPSET)]
        onnx.save(helper.make_model(graph, opset_imports=imports, ir_version=_IR), path)
