"""The trained network → the files that `dragoman.parser.network` reads.

In: `ids`, `case`, `mask` (rows × pieces), `first` (the place of each word's first piece), `shape`, `prefix`, `suffix`,
`real`, `given` (rows × words; given is 1 where a sentence must start, 0 where none may, -1 where the network decides),
all int64. Out, for each word: `starts`, `heads` (greedy, from 1, 0 the root of a sentence, never
outside the sentence that `starts` give), `labels`, `upos`, `xpos`, `feats` as numbers; `names` as log-probabilities;
`scores` of all heads; `below` and `above`, the two vectors of its label, and `biaffine`, the weights between them, so that
a head changed afterwards gets its label without running the graph again.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import corpora
import numpy as np
import onnx
import onnxruntime
import torch
from corpora import Documents
from network import ENCODER, NEVER, Network, mean, one
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from torch import Tensor, nn
from torch.nn import functional
from windows import vocabulary, windows

from dragoman.parser.network import Network as Reader

INPUTS = ("ids", "case", "mask", "first", "shape", "prefix", "suffix", "real", "given")
OUTPUTS = ("starts", "heads", "labels", "upos", "xpos", "feats", "names", "scores", "below", "above", "biaffine")
VERSION = "2.0.0"
CALIBRATION = 400
"""Windows of the training documents whose ranges the eight bits are fitted to."""

EXACT = ("/start", "/names", "/upos", "/xpos", "/arc_", "/label_", "/case", "/shape", "/prefix", "/suffix", "/position_embeddings")
"""Parts of the graph that are small, or lose by eight bits more than they cost."""

NOTICE = (
    "Trained for dragoman on UD English EWT and GUM (genres under free licences), Universal NER English EWT and WikiGold, "
    "from the encoder MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0). Weights: CC BY-SA 4.0."
)


class Graph(nn.Module):
    """The network's reading as one function, with the encoder written out and its three projections made one."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network.eval()
        self.joined = nn.ModuleList()
        for layer in network.encoder.encoder.layer:
            three = [layer.attention.self.query, layer.attention.self.key, layer.attention.self.value]
            linear = nn.Linear(three[0].in_features, 3 * three[0].out_features)
            linear.weight.data = torch.cat([each.weight.data for each in three])
            linear.bias.data = torch.cat([each.bias.data for each in three])
            self.joined.append(linear)
        self.register_buffer("biaffine", network.label.detach().half())

    def encoded(self, ids: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """What `Network.words` takes from the encoder: its layers, mixed."""
        embeddings, config = self.network.encoder.embeddings, self.network.encoder.config
        places = torch.arange(ids.size(1)).unsqueeze(0)
        pieces = embeddings.word_embeddings(ids) + self.network.case(case)
        vectors = embeddings.LayerNorm(pieces + embeddings.position_embeddings(places) + embeddings.token_type_embeddings.weight[0])
        hidden = (1 - mask.to(torch.float32)).unsqueeze(1).unsqueeze(1) * NEVER
        weights = torch.softmax(self.network.layers, 0)
        mixed = weights[0] * vectors
        heads = config.num_attention_heads
        for number, (layer, joined) in enumerate(zip(self.network.encoder.encoder.layer, self.joined, strict=True), start=1):
            query, key, value = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in joined(vectors).chunk(3, -1))
            near = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(config.hidden_size // heads) + hidden, -1)
            seen = layer.attention.output.dense((near @ value).transpose(1, 2).flatten(2))
            vectors = layer.attention.output.LayerNorm(vectors + seen)
            wide = functional.gelu(layer.intermediate.dense(vectors))
            vectors = layer.output.LayerNorm(vectors + layer.output.dense(wide))
            mixed = mixed + weights[number] * vectors
        return mixed

    def forward(
        self,
        ids: Tensor,
        case: Tensor,
        mask: Tensor,
        first: Tensor,
        shape: Tensor,
        prefix: Tensor,
        suffix: Tensor,
        real: Tensor,
        given: Tensor,
    ) -> tuple[Tensor, ...]:
        """The outputs in the order of OUTPUTS."""
        net = self.network
        mixed = self.encoded(ids, case, mask)
        pieces = torch.gather(mixed, 1, first.unsqueeze(-1).expand(-1, -1, mixed.size(-1)))
        words = torch.cat([pieces, net.shape(shape), net.suffix(suffix), net.prefix(prefix)], -1)
        starts = torch.where(given < 0, (net.starts(words) > 0).to(torch.int64), given)
        starts = torch.cat([torch.ones_like(starts[:, :1]), starts[:, 1:]], 1)
        sentence = starts.cumsum(1)
        inside = (sentence.unsqueeze(2) == sentence.unsqueeze(1)).to(torch.float32) * real.to(torch.float32).unsqueeze(1)
        allowed = torch.cat([torch.ones_like(inside[:, :, :1]), inside], 2)
        rooted = net.rooted(words)
        scores = one(net.arc_word(words)) @ net.arc @ net.arc_head(rooted).transpose(1, 2)
        scores = scores * allowed + NEVER * (1 - allowed)
        heads = scores.argmax(-1)
        below, all_above = one(net.label_word(words)), one(net.label_head(rooted))
        above = torch.gather(all_above, 1, heads.unsqueeze(-1).expand(-1, -1, all_above.size(-1)))
        turned = (below @ self.biaffine.float().permute(1, 0, 2).reshape(below.size(-1), -1)).unflatten(-1, (-1, below.size(-1)))
        labels = (turned @ above.unsqueeze(-1)).squeeze(-1).argmax(-1)
        tags = (getattr(net, name)(words).argmax(-1) for name in ("upos", "xpos", "feats"))
        return starts, heads, labels, *tags, torch.log_softmax(net.names(words), -1), scores, below, all_above, self.biaffine + 0


def export(network: Network, values: dict[str, list[str]], documents: Documents, out: Path, exact: Path) -> Path:
    """Writes graph, labels and vocabulary to the folder `out`, and to `exact` the graph in float, to measure the eight bits by.

    `documents` are those whose words set the ranges of the eight bits.
    """
    out.mkdir(parents=True, exist_ok=True)
    graph = Graph(network).eval()
    rows, pieces, words = 2, 12, 8
    example = {name: torch.ones(rows, pieces if name in {"ids", "case", "mask"} else words, dtype=torch.int64) for name in INPUTS}
    axes = {name: {0: "rows", 1: "pieces" if name in {"ids", "case", "mask"} else "words"} for name in INPUTS}
    axes |= {name: {0: "rows", 1: "words"} for name in OUTPUTS[:-1]}
    axes["scores"][2] = axes["above"][1] = "heads"
    with torch.no_grad():
        torch.onnx.export(
            graph, tuple(example.values()), str(exact), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=17, dynamo=False,
            do_constant_folding=False,  # the biaffine weights stay half
        )  # fmt: skip
    onnx.save(turned(onnx.load(str(exact))), str(exact))
    shutil.copyfile(ENCODER / "vocab.txt", out / "vocabulary.txt")
    meta = {"name": "dragoman-minilm", "version": VERSION, "licence": "CC BY-SA 4.0", "notice": NOTICE, "values": values}
    (out / "labels.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copyfile(exact, out / "network.onnx")
    reduced(exact, list(feeds(out, documents)), out / "network.onnx")
    return out


def turned(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph, its weights stored as they are multiplied, so that they can be reduced."""
    graph = model.graph
    weights = {each.name: each for each in graph.initializer}
    for node in [each for each in graph.node if each.op_type == "Transpose" and each.input[0] in weights]:
        order = next((list(each.ints) for each in node.attribute if each.name == "perm"), None)
        weight = numpy_helper.to_array(weights[node.input[0]]).transpose(order)
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(weight), node.output[0]))
        graph.node.remove(node)
    used = {name for node in graph.node for name in node.input} | {each.name for each in graph.output}
    for each in [each for each in graph.initializer if each.name not in used]:
        graph.initializer.remove(each)
    return model


def feeds(folder: Path, documents: Documents, batch: int = 8) -> Iterator[dict[str, np.ndarray]]:
    """What goes into the graph for CALIBRATION windows of the documents."""
    chance = random.Random(5)
    found = [each.words for each in windows(chance.sample(documents, min(150, len(documents))), chance) if len(each.words) < 200]
    chance.shuffle(found)
    found = sorted(found[:CALIBRATION], key=len)
    reader = Reader(folder)
    for start in range(0, len(found), batch):
        yield reader.feeds(found[start : start + batch])


class _Ranges(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, batches: list[dict[str, np.ndarray]]) -> None:
        self._batches = iter(batches)

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._batches, None)


def reduced(exact: Path, batches: list[dict[str, np.ndarray]], out: Path) -> None:
    """Weights and what they are multiplied with in eight bits, of the weights' seven used, so that processors without
    wide sums count the same. The ranges are fixed beforehand: a sentence reads the same whatever it is read with.
    """
    nodes = [each.name for each in onnx.load(str(exact)).graph.node if each.op_type in {"MatMul", "Gather"}]
    quantize_static(
        str(exact),
        str(out),
        _Ranges(batches),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[name for name in nodes if name.startswith(EXACT)],
        calibrate_method=CalibrationMethod.MinMax,
        extra_options={"MatMulConstBOnly": True, "OpTypesToExcludeOutputQuantization": ["MatMul", "Gather"]},
    )


def check(network: Network, exact: Path) -> float:
    """The largest difference of name scores between the network and its graph on a made-up row."""
    chance = np.random.default_rng(0)
    feeds = {
        "ids": chance.integers(1000, 20000, (1, 20)),
        "case": chance.integers(1, 9, (1, 20)),
        "mask": np.ones((1, 20), dtype=np.int64),
        "first": np.arange(1, 13)[None],
        "shape": chance.integers(1, 9, (1, 12)),
        "prefix": chance.integers(0, 2048, (1, 12)),
        "suffix": chance.integers(0, 4096, (1, 12)),
        "real": np.ones((1, 12), dtype=np.int64),
        "given": -np.ones((1, 12), dtype=np.int64),
    }
    session = onnxruntime.InferenceSession(str(exact), providers=["CPUExecutionProvider"])
    theirs = session.run(["names"], feeds)[0]
    with torch.no_grad():
        mine = torch.log_softmax(
            network.eval().names(network.words({name: torch.tensor(each) for name, each in feeds.items()})), -1
        )
    return float(np.abs(mine.numpy() - theirs).max())


def main() -> None:
    """Exports a checkpoint: the mean of its ends, or the network as it stands where it has none."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    options.add_argument("--checkpoint", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True, help="the folder that the graph, its labels and its vocabulary go to")
    options.add_argument("--exact", type=Path, required=True, help="the file that the graph in float goes to")
    chosen = options.parse_args()
    documents = corpora.training(chosen.corpora)
    values = vocabulary(documents)
    network = Network({name: len(each) for name, each in values.items()})
    kept = torch.load(chosen.checkpoint, weights_only=True)
    network.load_state_dict(mean(kept["ends"]) if kept["ends"] else kept["network"])
    export(network, values, documents, chosen.out, chosen.exact)
    onnx.checker.check_model(str(chosen.out / "network.onnx"))
    print(f"{chosen.out}: largest difference {check(network, chosen.exact):.2e}")


if __name__ == "__main__":
    main()
