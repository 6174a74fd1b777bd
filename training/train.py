"""Trains the language model dragoman ships: one command from corpora to package.

    python training/train.py --corpora ../shared/corpora [--epochs 15] [--work training/work]

Two trainings run side by side, one core each: tags, lemmas and dependencies (`parse.cfg`), and names (`ner.cfg`).
`--assemble` joins the newest checkpoints of both into the package without training.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGED = HERE.parent / "src" / "dragoman" / "model"
NOTICE = (
    "Trained for dragoman on UD English EWT and GUM (genres under free licences), Universal NER English EWT and "
    "WikiGold. "
    "Weights: CC BY-SA 4.0."
)


def train(work: Path, half: str, epochs: int) -> subprocess.Popen[bytes]:
    """Starts one training; its log and checkpoints lie under `work`."""
    out, log = work / f"model-{half}", work / f"{half}.log"
    command = [
        sys.executable,
        "-m",
        "spacy",
        "train",
        str(HERE / f"{half}.cfg"),
        "--output",
        str(out),
        "--paths.train",
        str(work / f"{half}-train.spacy"),
        "--paths.dev",
        str(work / f"{half}-dev.spacy"),
        "--training.max_epochs",
        str(epochs),
    ]
    one_thread = {"OMP_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(command, stdout=log.open("wb"), stderr=subprocess.STDOUT, env={**os.environ, **one_thread})


def assemble(work: Path, packaged: Path) -> Path:
    """The best checkpoints of both halves as one pipeline in the package; what only training needs is left out."""
    import spacy

    nlp = spacy.load(work / "model-parse" / "model-best")
    names = spacy.load(work / "model-ner" / "model-best")
    nlp.add_pipe("ner", source=names)
    nlp.meta.update(
        name="dragoman_cnn",
        version="1.0.0",
        description=NOTICE,
        license="CC BY-SA 4.0",
        author="dragoman",
        email="",
        url="",
        sources=[
            {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
            {
                "name": "UD English GUM (academic, bio, court, interview, news, speech, textbook, vlog, voyage)",
                "license": "CC BY 4.0",
            },
            {"name": "Universal NER, English EWT", "license": "CC BY-SA 4.0"},
            {"name": "WikiGold", "license": "CC BY 4.0"},
        ],
    )
    nlp.meta["performance"] = {}
    shutil.rmtree(packaged, ignore_errors=True)
    nlp.to_disk(packaged)
    meta = json.loads((packaged / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (packaged / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return packaged


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, help="the folder of corpora")
    options.add_argument("--work", type=Path, default=HERE / "work", help="where sets, logs and checkpoints go")
    options.add_argument("--out", type=Path, default=PACKAGED, help="where the finished pipeline goes")
    options.add_argument("--epochs", type=int, default=15, help="epochs of the parser; names get twice as many")
    options.add_argument("--assemble", action="store_true", help="only join the newest checkpoints")
    chosen = options.parse_args()
    if not chosen.assemble:
        if chosen.corpora is None or not chosen.corpora.is_dir():
            options.error("--corpora must name the folder that holds ewt/, gum/, uner-ewt/, uner-pud/ and wikigold/")
        import corpora  # type: ignore[import-not-found]

        print("documents:", corpora.build(chosen.corpora, chosen.work), flush=True)
        running = {
            half: train(chosen.work, half, epochs) for half, epochs in (("parse", chosen.epochs), ("ner", 2 * chosen.epochs))
        }
        for half, process in running.items():
            if process.wait() != 0:
                sys.exit(f"training of {half} failed; see {chosen.work / half}.log")
    print("packaged:", assemble(chosen.work, chosen.out))


if __name__ == "__main__":
    main()
