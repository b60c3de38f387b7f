import sys; import time; sys.path.insert(0,"/work/main")
import numpy as np

t=time.perf_counter()
from models.static import TokenTable

rng=np.random.default_rng(0)
W=rng.normal(size=(30000,256)).astype(np.float16)
x=TokenTable({"embeddings":W},30000,None)
toks=[rng.integers(0,30000,120).tolist() for _ in range(512)]
for _ in range(3):
    t=time.perf_counter();m=x.means(toks);print("reduceat 512x120",time.perf_counter()-t)
x=TokenTable({"embeddings":W},30000,None)
t=time.perf_counter();m=x.means(toks[:20]);print("20 texts fp16 gather",time.perf_counter()-t)
t=time.perf_counter();W.astype(np.float32);print("full convert",time.perf_counter()-t)
W32=W.astype(np.float32)
t=time.perf_counter()
for i in toks: W32[np.array(i)].mean(0)
print("loop",time.perf_counter()-t)
