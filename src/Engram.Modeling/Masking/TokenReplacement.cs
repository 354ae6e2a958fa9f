using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Masking;

/// <summary>
/// What a model sees of chosen tokens that it has to tell (BERT, Devlin et al. 2019): mostly the mask, sometimes another token, sometimes the token
/// itself, so that every token may be wrong and none may be ignored.
/// </summary>
public sealed class TokenReplacement
{
    /// <summary>A replacement.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public TokenReplacement(TokenReplacementConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public TokenReplacementConfig Config { get; }

    /// <summary>Replaces the chosen tokens.</summary>
    /// <param name="ids">[batch, token], int64.</param>
    /// <param name="chosen">The tokens to be told, one partition for all.</param>
    /// <param name="random">Generator.</param>
    /// <returns>[batch, token]; equal to <paramref name="ids"/> wherever a token was not chosen.</returns>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public Tensor Apply(Tensor ids, MaskPartition chosen, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(random);
        InputCheck.Shape(ids, nameof(ids), ("batch", chosen.Batch), ("token", chosen.Grid.Tokens));
        InputCheck.Codes(ids, nameof(ids), Config.Vocabulary);
        var values = ids.detach().cpu().contiguous().data<long>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (!chosen[i / chosen.Grid.Tokens, i % chosen.Grid.Tokens])
                continue;
            var draw = random.NextDouble();
            if (draw < Config.MaskedShare)
                values[i] = Config.MaskId;
            else if (draw < Config.MaskedShare + Config.RandomShare)
                values[i] = Config.FirstId + random.NextInt(Config.Vocabulary - Config.FirstId);
        }

        return tensor(values).reshape(ids.shape).to(ids.device);
    }
}
