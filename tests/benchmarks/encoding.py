"""The built-in encoder beside model2vec with the same weights, tokenizer and texts: fresh processes in alternation, each pinned to one core.

``python tests/benchmarks/encoding.py`` prints medians of processor time, which other work on the machine does not stretch: milliseconds until the
first text is encoded (imports and loading included; on the clock, too), and texts a second for a few and for many texts. Exit 1 where loading
takes more than 150 ms or model2vec is faster. Bytecode is kept between rounds, as it is for a person who installed the project.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 7
BAR = 150.0  # milliseconds from the start of the imports to the first vector
FEW, MANY, SHORT = 20, 5000, 60  # texts, texts, characters


def texts() -> list[str]:
    """Descriptions of the catalogue in English and Japanese, until there are enough."""
    from programs import read_catalogue

    own = [text for program in read_catalogue() for text in (program.description.en, program.description.ja)]
    return (own * (MANY // len(own) + 1))[:MANY]


def model2vec_folder(folder: Path) -> Path:
    """The built-in encoder's vectors and tokenizer as model2vec keeps a model."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer

    from models.encoder import BUILTIN
    from models.tensors import read_tensors

    tensors = read_tensors(BUILTIN / "model.safetensors")
    vectors = tensors["embedding.weight"] if "embedding.weight" in tensors else tensors["embeddings"]
    others = {"token_mapping": tensors.get("mapping"), "weights": tensors.get("weights")}
    StaticModel(vectors.copy(), Tokenizer.from_file(str(BUILTIN / "tokenizer.json")), normalize=True,
                **{name: found.copy() for name, found in others.items() if found is not None}).save_pretrained(folder)
    return folder


def one_process(which: str, folder: str, file: str) -> None:
    """In a process of its own: load, encode, print the times."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    said = json.loads(Path(file).read_text(encoding="utf-8"))
    start, wall = time.process_time(), time.perf_counter()
    if which == "builtin":
        from models import load_encoder

        encode = load_encoder().encode
    else:
        from model2vec import StaticModel

        encode = StaticModel.from_pretrained(folder).encode
    encode(said[:1])
    loaded, wall = time.process_time(), time.perf_counter() - wall
    encode(said[:FEW])
    few = time.process_time()
    encode(said[: MANY // 10])  # whatever is put off until there is much to do
    ready = time.process_time()
    encode(said)
    long = time.process_time()
    encode([text[:SHORT] for text in said])
    done = time.process_time()
    print(json.dumps({"load": 1000 * (loaded - start), "clock": 1000 * wall, "few": FEW / (few - loaded), "many": MANY / (long - ready), "short": MANY / (done - long)}))


def main() -> int:
    """Alternate the two and compare medians."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "texts.json"
        file.write_text(json.dumps(texts()), encoding="utf-8")
        folder = str(model2vec_folder(Path(place) / "model2vec"))
        taken: dict[str, list[dict[str, float]]] = {"builtin": [], "model2vec": []}
        environment = {name: value for name, value in {**os.environ, "PYTHONPATH": str(ROOT)}.items() if name != "PYTHONDONTWRITEBYTECODE"}
        for number in range(ROUNDS + 1):  # the first warms the disk's cache
            for which, found in taken.items():
                done = subprocess.run([sys.executable, __file__, which, folder, str(file)], capture_output=True, text=True, check=True, env=environment)
                if number:
                    found.append(json.loads(done.stdout))
    middle = {which: {name: statistics.median(row[name] for row in rows) for name in rows[0]} for which, rows in taken.items()}
    for which, row in middle.items():
        print(f"{which:<10} first text after {row['load']:4.0f} ms ({row['clock']:4.0f} on the clock)   {FEW} texts {row['few']:8,.0f} a second   {MANY} texts {row['many']:8,.0f} a second, cut to {SHORT} characters {row['short']:8,.0f}")
    ratios = [middle["builtin"][name] / middle["model2vec"][name] for name in ("many", "short")]
    print(f"builtin encodes {ratios[0]:.2f} times as fast as model2vec, short texts {ratios[1]:.2f} times")
    return 0 if middle["builtin"]["load"] <= BAR and min(ratios) >= 1 else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        one_process(*sys.argv[1:])
    else:
        raise SystemExit(main())
