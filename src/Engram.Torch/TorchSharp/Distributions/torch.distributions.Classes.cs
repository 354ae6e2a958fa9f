using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(probs, logits, generator);

        public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null) =>
            new(probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null) =>
            new(probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Binomial Binomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(total_count, probs, logits, generator);

        public static Binomial Binomial(int total_count, float? probs, float? logits, Generator? generator = null) =>
            new(tensor(total_count), probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Binomial Binomial(int total_count, double? probs, double? logits, Generator? generator = null) =>
            new(tensor(total_count), probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(probs, logits, generator);

        public static Categorical Categorical(int categories, Generator? generator = null) =>
            new(probs: ones(categories) / categories, generator: generator);

        public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(temperature, probs, logits, generator);

        public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Geometric Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(probs, logits, generator);

        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(temperature, probs, logits, generator);

        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Multinomial Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(total_count, probs, logits, generator);

        public static Multinomial Multinomial(int total_count, int categories, Generator? generator = null) =>
            new(total_count, probs: ones(categories) / categories, generator: generator);

        public static NegativeBinomial NegativeBinomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(total_count, probs, logits, generator);

        public static NegativeBinomial NegativeBinomial(int total_count, float? probs, float? logits, Generator? generator = null) =>
            new(tensor(total_count), probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static NegativeBinomial NegativeBinomial(int total_count, double? probs, double? logits, Generator? generator = null) =>
            new(tensor(total_count), probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static OneHotCategorical OneHotCategorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(probs, logits, generator);

        public static OneHotCategorical OneHotCategorical(float? probs, float? logits, Generator? generator = null) =>
            new(probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static OneHotCategorical OneHotCategorical(double? probs, double? logits, Generator? generator = null) =>
            new(probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static Poisson Poisson(Tensor rate, Generator? generator = null) =>
            new(rate, generator);

        public static Poisson Poisson(float rate, Generator? generator = null) =>
            new(tensor(rate), generator);

        public static Poisson Poisson(double rate, Generator? generator = null) =>
            new(tensor(rate), generator);

        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(temperature, probs, logits, generator);

        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
            new(temperature, probs, logits, generator);

        public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);

        public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
            new(temperature, probs is null ? null : tensor(probs.Value), logits is null ? null : tensor(logits.Value), generator);
    }
}
