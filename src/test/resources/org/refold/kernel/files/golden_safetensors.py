# Writes golden.safetensors after the published layout, with numpy's bytes of each array.
import json, struct
import numpy as np

arrays = [  # larger numbers first, then by name
    ("bias", "F64", np.array([[0.1, -2.5, np.pi]], "<f8")),
    ("ids", "I64", np.array([2**40, -1], "<i8")),
    ("counts", "I32", np.array([7, -8, 2**31 - 1], "<i4")),
    ("empty", "F32", np.zeros((0, 4), "<f4")),
    ("weights", "F32", np.array([[1, -0.0, np.inf], [1e-45, 0.1, -3e38]], "<f4")),
]
header, data = {"__metadata__": {"made by": "numpy", "über": "β"}}, b""
for name, dtype, array in arrays:
    shape = list(array.shape)
    header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + array.nbytes]}
    data += array.tobytes()
text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
text += b" " * (-len(text) % 8)
open("golden.safetensors", "wb").write(struct.pack("<Q", len(text)) + text + data)
