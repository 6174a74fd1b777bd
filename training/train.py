"""Trains the language model dragoman ships: one command from corpora to package.

    python training/train.py --corpora ../shared/corpora [--epochs 9] [--fast]

Each epoch leaves a checkpoint in the working folder, and a run that was stopped goes on from the last one. After the
last epoch the network is exported, its weights are reduced to eight bits, and the files the package reads are written.
`--fast` does all of it in minutes on a few documents, to try the recipe out. Needs the packages of `requirements.txt`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import corpora
import torch
from corpora import Documents
from lemmas import learn
from network import ENCODER, Network, mean
from silver import with_other_names
from torch import Tensor, nn
from torch.nn import functional
from windows import IGNORED, NAMES, Tensors, Window, batches, vocabulary, windows

from dragoman.parser.pieces import Pieces

HERE = Path(__file__).resolve().parent
PACKAGED = HERE.parent / "src" / "dragoman" / "model"
ENCODER_RATE, HEADS_RATE, LAYER_DECAY = 1.5e-4, 1.5e-3, 0.9
WARM_UP = 200
CYCLES, CYCLE, CYCLE_RATE = 1, 3, 0.3
"""After the main run: so many shorter ones, of so many epochs, from such a share of its rates. Their ends are averaged."""

SILVER = 0.35
"""Share of the sentences with names that an epoch shows once more with other names."""


def epoch_windows(documents: Documents, chance: random.Random) -> list[Window]:
    """What one epoch shows: all documents, and some sentences again with other names."""
    named = [each for sentences in documents for each in sentences if each.entities and chance.random() < SILVER]
    silver = list(corpora.grouped([with_other_names(each, chance) for each in named], 2))
    return [*windows(documents, chance), *windows(silver, chance)]


def loss_of(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """The sum of the losses of the tasks that the batch has gold for."""
    words = network.words(batch)
    real = batch["starts"] >= 0
    loss = 0.3 * functional.binary_cross_entropy_with_logits(network.starts(words)[real], batch["starts"][real].float())
    parsed = batch["heads"] >= 0
    if parsed.any():
        rooted = network.rooted(words)
        scores = network.arcs(words, rooted, batch["allowed"])
        labels = network.labels(words, rooted, batch["heads"].clamp(min=0))
        loss = loss + functional.cross_entropy(scores[parsed], batch["heads"][parsed])
        loss = loss + functional.cross_entropy(labels[parsed], batch["labels"][parsed], ignore_index=IGNORED)
        for name in ("upos", "xpos", "feats"):
            values = getattr(network, name)(words)[parsed]
            loss = loss + 0.3 * functional.cross_entropy(values, batch[name][parsed], ignore_index=IGNORED)
    named = batch["names"] >= 0
    if named.any():
        loss = loss + functional.cross_entropy(network.names(words)[named], batch["names"][named])
    return loss


@torch.no_grad()
def measured(network: Network, tensors: Tensors, found: list[Window]) -> dict[str, float]:
    """Accuracy of heads, labels, tags, features within gold sentences; F1 of names and of sentence starts."""
    network.eval()
    right = dict.fromkeys(("uas", "las", "upos", "xpos", "feats"), 0)
    counts = {"names": [0, 0, 0], "starts": [0, 0, 0]}
    total = 0
    for group in batches(found, random.Random(0)):
        batch = tensors(group)
        words = network.words(batch)
        rooted = network.rooted(words)
        heads = network.arcs(words, rooted, batch["inside"] & batch["allowed"]).argmax(-1)
        real = batch["heads"] >= 0
        total += int(real.sum())
        headed = (heads == batch["heads"]) & real
        right["uas"] += int(headed.sum())
        right["las"] += int((headed & (network.labels(words, rooted, heads).argmax(-1) == batch["labels"])).sum())
        for name in ("upos", "xpos", "feats"):
            right[name] += int(((getattr(network, name)(words).argmax(-1) == batch[name]) & real).sum())
        begun, gold = (network.starts(words) > 0) & (batch["starts"] >= 0), batch["starts"] == 1
        begun[:, 0] = gold[:, 0] = False
        _count(counts["starts"], set(map(tuple, begun.nonzero().tolist())), set(map(tuple, gold.nonzero().tolist())))
        tags = network.names(words).argmax(-1).tolist()
        for row, each in enumerate(group):
            if each.names is not None:
                mine = corpora.spans(NAMES[tag] for tag in tags[row][: len(each.words)])
                _count(counts["names"], set(mine), set(corpora.spans(each.names)))
    network.train()
    shares = {name: count / max(total, 1) for name, count in right.items()}
    shares |= {name: 2 * both / max(mine + theirs, 1) for name, (both, mine, theirs) in counts.items()}
    return {name: round(share, 4) for name, share in shares.items()}


def _count(counts: list[int], mine: set, theirs: set) -> None:  # type: ignore[type-arg]
    counts[0] += len(mine & theirs)
    counts[1] += len(mine)
    counts[2] += len(theirs)


def optimizer_of(network: Network) -> torch.optim.AdamW:
    """Slower the deeper: the heads fast, each layer of the encoder at nine tenths of the one above it."""
    layers = network.encoder.config.num_hidden_layers
    groups: dict[float, list[nn.Parameter]] = {}
    for name, value in network.named_parameters():
        rate = HEADS_RATE
        if name.startswith("encoder."):
            layer = int(name.split(".layer.")[1].split(".")[0]) + 1 if ".layer." in name else 0
            rate = ENCODER_RATE * LAYER_DECAY ** (layers - layer)
        groups.setdefault(rate, []).append(value)
    return torch.optim.AdamW([{"params": values, "lr": rate} for rate, values in groups.items()], weight_decay=0.01)


def share_of_rates(done: float, epochs: int, epoch_steps: int) -> float:
    """What of the learning rates holds when `done` epochs are over: a short rise, then a straight fall, in each run anew."""
    rise = min(WARM_UP, epochs * epoch_steps // 10) / epoch_steps
    if done < epochs:
        return min(1.0, done / rise) * max(0.01, 1 - done / epochs)
    over = (done - epochs) % CYCLE
    return CYCLE_RATE * min(1.0, 2 * over / rise) * max(0.01, 1 - over / CYCLE)


def train(documents: Documents, tuning: Documents, work: Path, epochs: int, seed: int) -> tuple[Network, dict[str, list[str]]]:
    """The trained network and the values of its columns; goes on from the checkpoint in `work`.

    The weights are the mean of those at the end of the main run and of each cycle after it (stochastic weight
    averaging, Izmailov and others 2018).
    """
    torch.manual_seed(seed)
    values = vocabulary(documents)
    tensors = Tensors(Pieces(ENCODER / "vocab.txt"), values)
    network = Network({name: len(each) for name, each in values.items()})
    optimizer = optimizer_of(network)
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint, first = work / "checkpoint.pt", 0
    ends: list[dict[str, Tensor]] = []
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        first, ends = kept["epoch"], kept["ends"]
    tuning_windows = list(windows(tuning, random.Random(0), change=False))
    print(f"{sum(len(each.words) for d in documents for each in d):,} words, from epoch {first}", flush=True)
    for epoch in range(first, epochs + CYCLES * CYCLE):
        started, chance = time.time(), random.Random(seed * 1000 + epoch)
        torch.manual_seed(seed * 1000 + epoch)
        groups = batches(epoch_windows(documents, chance), chance)
        for number, batch in enumerate(groups):
            share = share_of_rates(epoch + number / len(groups), epochs, len(groups))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = loss_of(network, tensors(batch, chance))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if number % 50 == 0:
                print(f"epoch {epoch + 1} batch {number} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        if epoch + 1 >= epochs and (epoch + 1 - epochs) % CYCLE == 0:
            ends.append({name: each.clone() for name, each in network.state_dict().items()})
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1, "ends": ends}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        print("EPOCH", epoch + 1, json.dumps(measured(network, tensors, tuning_windows)), flush=True)
    network.load_state_dict(mean(ends))
    print("MEAN of", len(ends), json.dumps(measured(network, tensors, tuning_windows)), flush=True)
    return network, values


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    options.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints go")
    options.add_argument(
        "--out", type=Path, help="where the finished model goes; into the package, or with --fast into its working folder"
    )
    options.add_argument("--epochs", type=int, default=9)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--fast", action="store_true", help="two epochs on thirty documents, in a working folder of its own")
    chosen = options.parse_args()
    for name in ("ewt", "gum", "uner-ewt", "wikigold"):
        if not (chosen.corpora / name).is_dir():
            options.error(
                f"--corpora: {chosen.corpora} has no folder {name}/; name the folder that holds ewt/, gum/, uner-ewt/, wikigold/"
            )
    torch.set_num_threads(chosen.threads)
    documents, tuning, epochs, work = corpora.training(chosen.corpora), corpora.tuning(chosen.corpora), chosen.epochs, chosen.work
    out = chosen.out or (work / "fast" / "model" if chosen.fast else PACKAGED)
    if chosen.fast:
        documents, tuning, epochs, work = documents[:: len(documents) // 30], tuning[:2], 2, work / "fast"
    work.mkdir(parents=True, exist_ok=True)
    network, values = train(documents, tuning, work, epochs, chosen.seed)
    from export import export

    print("packaged:", export(network, values, documents, out, work / "network.float.onnx"), flush=True)
    learn(documents).dump(out / "lemmas.json")


if __name__ == "__main__":
    main()
