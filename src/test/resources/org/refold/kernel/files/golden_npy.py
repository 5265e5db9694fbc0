# Writes golden.npz, golden_plain.npz and golden.npy with numpy 2.4.6; NpyTest has the same numbers.
import io, zipfile
import numpy as np
from numpy.lib import format as npy

grid = np.array([[0, 1, 2], [3, 4, 100]])
arrays = {}
for type in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4"]:
    for order in "<>":
        arrays[f"{type} {'little' if order == '<' else 'big'} c"] = grid.astype(order + type)
        arrays[f"{type} {'little' if order == '<' else 'big'} f"] = np.asfortranarray(grid.astype(order + type))
arrays["bool c"] = grid % 2 == 0
arrays["bool f"] = np.asfortranarray(grid % 2 == 0)
arrays["scalar"] = np.float32(2.5)
arrays["vector"] = np.array([1.5, -2.5])
arrays["no rows"] = np.zeros((0, 3), "f4")
arrays["no columns"] = np.zeros((3, 0), "f4")
arrays["cube"] = np.zeros((2, 3, 4), "f4")
arrays["negative"] = np.array([-1, -128], "i1")
arrays["large unsigned"] = np.array([2**32 - 1], "u4")
arrays["large"] = np.array([2**62, 2**53 + 1, -(2**31) - 1])
arrays["exact"] = np.array([2**53, -(2**53)])
arrays["complex"] = np.array([1j])
arrays["u8"] = np.array([2**64 - 1], "u8")
arrays["text"] = np.array(["a", "b"])
arrays["fields"] = np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f4")])
np.savez_compressed("golden.npz", **arrays)

with zipfile.ZipFile("golden_plain.npz", "w", zipfile.ZIP_STORED) as plain:
    for version in [(1, 0), (2, 0), (3, 0)]:
        bytes = io.BytesIO()
        npy.write_array(bytes, grid.astype("<f4"), version=version)
        plain.writestr(f"version {version[0]}.npy", bytes.getvalue())
    plain.writestr("other.txt", "no array")
np.save("golden.npy", np.array([[1, -2.5, 0.1], [np.inf, 1e-40, 3]], "f4"))
