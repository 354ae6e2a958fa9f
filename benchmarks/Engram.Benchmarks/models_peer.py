"""The peer of the model duels, torch and scikit-learn; signals_peer.py drives it. A result that is a function is made only when it is compared."""
import numpy as np


def cases(load, threads):
    def torch():
        import torch
        torch.set_num_threads(threads)
        return torch

    def tensor(name, *shape):
        return torch().from_numpy(load(name, *shape).astype(np.float32))

    def assign(name, parameters):
        t = torch()
        flat, at = tensor(name, -1), 0
        with t.no_grad():
            for p in parameters:
                p.copy_(flat[at:at + p.numel()].reshape(p.shape))
                at += p.numel()
        assert at == len(flat), (name, at, len(flat))

    def gradients(parameters):
        parts = []
        for p in parameters:
            g = p.grad.double().numpy().ravel()
            largest = np.abs(g).max()
            parts += [np.append(np.log(largest), g / largest)]
        return np.concatenate(parts)

    def stepping(model, parameters, optimizer, compute):
        model.train()

        def run():
            optimizer.zero_grad()
            compute().backward()
            optimizer.step()
            return lambda: gradients(parameters)
        return run

    def eegnet():
        t = torch()
        nn, F = t.nn, t.nn.functional

        class EegNet(nn.Module):
            def __init__(self):
                super().__init__()
                self.temporal = nn.Conv2d(1, 8, (1, 64), padding="same", bias=False)
                self.temporal_norm = nn.BatchNorm2d(8)
                self.spatial = nn.Conv2d(8, 16, (22, 1), groups=8, bias=False)
                self.spatial_norm = nn.BatchNorm2d(16)
                self.depthwise = nn.Conv2d(16, 16, (1, 16), padding="same", groups=16, bias=False)
                self.pointwise = nn.Conv2d(16, 16, 1, bias=False)
                self.separable_norm = nn.BatchNorm2d(16)
                self.head = nn.Linear(256, 4)

            def forward(self, x):
                x = self.temporal_norm(self.temporal(x.unsqueeze(1)))
                x = F.avg_pool2d(F.elu(self.spatial_norm(self.spatial(x))), (1, 4))
                x = F.avg_pool2d(F.elu(self.separable_norm(self.pointwise(self.depthwise(x)))), (1, 8))
                return self.head(x.flatten(1))

        model = EegNet()
        parameters = list(model.parameters())
        assign("eegnet", parameters)
        x, labels = tensor("eegnet-input", 64, 22, 512), t.arange(64) % 4
        return stepping(model, parameters, t.optim.Adam(parameters, 1e-3), lambda: F.cross_entropy(model(x), labels))

    def encoder():
        t = torch()
        nn = t.nn
        layer = nn.TransformerEncoderLayer(128, 4, 512, 0.0, "gelu", batch_first=True, norm_first=True)
        model = nn.TransformerEncoder(layer, 4, nn.LayerNorm(128))
        parameters = []
        for block in model.layers:
            for part in (block.norm1.weight, block.norm1.bias, block.self_attn.in_proj_weight, block.self_attn.in_proj_bias, block.self_attn.out_proj.weight,
                         block.self_attn.out_proj.bias, block.norm2.weight, block.norm2.bias, block.linear1.weight, block.linear1.bias, block.linear2.weight, block.linear2.bias):
                parameters.append(part)
        parameters += [model.norm.weight, model.norm.bias]
        assign("encoder", parameters)
        x, target = tensor("encoder-input", 32, 100, 128), tensor("encoder-target", 32, 100, 128)
        return stepping(model, parameters, t.optim.AdamW(parameters, 1e-3, weight_decay=1e-2), lambda: nn.functional.mse_loss(model(x), target))

    def sae():
        t = torch()
        encoder, encoder_bias, decoder = t.empty(256, 4096), t.empty(4096), t.empty(4096, 256)
        input_bias, output_bias = t.empty(256), t.empty(256)
        parameters = [p.requires_grad_() for p in (encoder, encoder_bias, decoder, input_bias, output_bias)]
        assign("sae", parameters)
        x = tensor("sae-input", 4096, 256)
        return parameters, x, lambda: t.relu((x - input_bias) @ encoder + encoder_bias)

    def sae_step():
        t = torch()
        parameters, x, activations = sae()
        optimizer = t.optim.Adam(parameters, 1e-3)

        def run():
            optimizer.zero_grad()
            z = activations()
            values, indices = z.topk(32, -1)
            output = t.zeros_like(z).scatter(-1, indices, values) @ parameters[2] + parameters[4]
            loss = t.nn.functional.mse_loss(output, x)
            loss.backward()
            optimizer.step()
            return np.array([loss.item()], float)
        return run

    def sae_encode():
        t = torch()
        _, _, activations = sae()

        def run():
            with t.no_grad():
                indices = activations().topk(32, -1)[1]
            return lambda: indices.sort(1)[0].double().numpy()
        return run

    def codes():
        t = torch()
        vectors, table = tensor("code-vectors", 6400, 64), tensor("codes", 8192, 64)

        def run():  # faster than cdist and argmin
            found = t.addmm(table.square().sum(1) / 2, vectors, table.t(), alpha=-1).argmin(1)
            return lambda: found.double().numpy()
        return run

    def kmeans():
        from sklearn.cluster import KMeans
        vectors = load("kmeans-vectors", 20000, 64).astype(np.float32)

        def run():
            model = KMeans(256, init=vectors[:256], n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(vectors)
            return lambda: np.append(model.labels_.astype(float), inertia(vectors, model))
        return run

    def inertia(vectors, model):  # scikit-learn adds it up in single precision
        return float(((vectors.astype(float) - model.cluster_centers_[model.labels_].astype(float)) ** 2).sum())

    def fastica():
        from sklearn.decomposition import FastICA
        mixtures, truth = load("mixtures", 32, -1).T.copy(), load("sources", 32, -1)

        def standard(rows):
            rows = rows - rows.mean(1, keepdims=True)
            return rows / rows.std(1, keepdims=True)

        def run():
            found = FastICA(whiten="unit-variance", max_iter=200, tol=1e-4, random_state=0).fit_transform(mixtures)

            def matched():
                rows = standard(found.T)
                products = standard(truth) @ rows.T
                best = np.abs(products).argmax(1)
                return rows[best] * np.sign(products[np.arange(32), best])[:, None]
            return matched
        return run

    def tsne():
        from sklearn.manifold import TSNE, trustworthiness
        points = load("map-points", 2000, 64)

        def run():
            plane = TSNE(init="pca", learning_rate="auto", random_state=0, n_jobs=threads).fit_transform(points)
            return lambda: np.array([trustworthiness(points, plane)])
        return run

    return {"eegnet": eegnet, "encoder": encoder, "sae-step": sae_step, "sae-encode": sae_encode, "codes": codes, "kmeans": kmeans, "fastica": fastica, "tsne": tsne}
