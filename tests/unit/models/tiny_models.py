"""Models of a few thousand numbers, made on the spot: a transformer encoder, a cross-encoder, and a static model as model2vec writes it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

WORDS = "[PAD] [UNK] [CLS] [SEP] query passage : quantum ion forest cancer 量子 computing".split()
SIZE = 16


def transformer(folder: Path, pairs: bool = False) -> Path:
    """A BERT of one layer with random weights; for pairs of texts, one with a score."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    numbers = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    named = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", model_max_length=64)
    settings = BertConfig(vocab_size=len(WORDS), hidden_size=SIZE, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, max_position_embeddings=64,
                          initializer_range=0.3, num_labels=1)
    model = (BertForSequenceClassification if pairs else BertModel)(settings)
    model.save_pretrained(folder)
    named.save_pretrained(folder)
    return folder


def encoder(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """The transformer as a sentence-transformers folder, mean pooling."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    tokens = Transformer(str(transformer(folder.with_name(f"{folder.name}-base"))))
    SentenceTransformer(modules=[tokens, Pooling(SIZE, "mean")], prompts=prompts or {}, device="cpu").save(str(folder))
    return folder


def of_architecture(folder: Path, name: str) -> Path:
    """One layer of an architecture with random weights, with the modules around it and configuration in the form that published models have."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer

    base = transformer(folder.with_name(f"{folder.name}-base"))
    kinds = {"gte": ("Gte", "cls"), "modernbert": ("ModernBert", "mean"), "qwen3": ("Qwen3", "lasttoken"), "gemma3": ("Gemma3Text", "mean"), "xlm-roberta": ("XLMRoberta", "cls")}
    model, pooling = kinds[name]
    sizes = {"vocab_size": len(WORDS), "hidden_size": SIZE, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 66, "pad_token_id": 0}
    more = {"qwen3": {"num_key_value_heads": 1, "head_dim": 8}, "gemma3": {"num_key_value_heads": 1, "head_dim": 8, "use_bidirectional_attention": True},
            "modernbert": {"bos_token_id": 2, "eos_token_id": 3, "cls_token_id": 2, "sep_token_id": 3}}
    torch.manual_seed(7)
    getattr(transformers, f"{model}Model")(getattr(transformers, f"{model}Config")(**sizes, **more.get(name, {}))).save_pretrained(base)
    dense = [Dense(SIZE, 32, bias=False), Dense(32, SIZE, bias=False)] if name == "gemma3" else []
    modules = [Transformer(str(base)), Pooling(SIZE, pooling), *dense, Normalize()]
    SentenceTransformer(modules=modules, device="cpu", prompts={"query": "query : ", "document": ""}).save(str(folder))
    listed = json.loads((folder / "modules.json").read_text())
    (folder / "modules.json").write_text(json.dumps([{**module, "type": "sentence_transformers.models." + module["type"].rpartition(".")[2]} for module in listed]))
    modes = {"cls": "cls_token", "mean": "mean_tokens", "lasttoken": "lasttoken"}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": SIZE, **{f"pooling_mode_{key}": key == modes[pooling] for key in modes.values()}}))
    return folder


def model2vec_folder(folder: Path) -> Path:
    """A static model with fewer vectors than tokens and a weight for each token, saved by model2vec, as a sentence-transformers folder."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    dice = np.random.default_rng(3)
    StaticModel(dice.normal(size=(6, SIZE)).astype(np.float32), tokenizer, weights=dice.uniform(0.1, 1.0, len(WORDS)).astype(np.float32),
                token_mapping=dice.integers(0, 6, len(WORDS)), normalize=True, config={"normalize": True}).save_pretrained(folder)
    if not (folder / "modules.json").is_file():
        (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"},
                                                         {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"}]))
    return folder
