using Engram.Modeling.Training;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>One repetition, by method.</summary>
/// <param name="Errors">Errors on all test windows.</param>
/// <param name="InInfarcts">Errors on those with a local source.</param>
/// <param name="Areas">Macro area under the ROC curve of classifiers.</param>
/// <param name="Distances">Fréchet distance to the real windows in the 12-lead classifier's features.</param>
/// <param name="Residual">Violation of the limb-lead identities by the autoencoder (mV).</param>
/// <param name="DerivedResidual">The same where limb leads are derived.</param>
/// <param name="Spread">Deviation over samples of the posterior, [window, lead] (mV).</param>
/// <param name="SpreadError">Root mean squared error of the mean, [window, lead] (mV).</param>
/// <param name="History">The autoencoder's training.</param>
/// <param name="Model">The autoencoder.</param>
/// <param name="Train">Windows to learn from.</param>
/// <param name="Test">Test windows.</param>
/// <param name="RidgeRebuilt">What the lagged ridge made of them.</param>
public sealed record WearEcgResult(
    Dictionary<string, LeadErrors> Errors, Dictionary<string, LeadErrors> InInfarcts, Dictionary<string, double> Areas, Dictionary<string, double> Distances, double Residual, double DerivedResidual,
    double[,] Spread, double[,] SpreadError, TrainingHistory History, WearEcgModel Model, HeartbeatSet Train, HeartbeatSet Test, Tensor RidgeRebuilt)
{
    /// <summary>The nearest measured lead.</summary>
    public const string Copy = "nearest measured lead";

    /// <summary>Ridge at the same time.</summary>
    public const string Instant = "ridge";

    /// <summary>Ridge with lags.</summary>
    public const string Ridge = "lagged ridge";

    /// <summary>Lagged ridge that is told the class.</summary>
    public const string Oracle = "lagged ridge, class known";

    /// <summary>The paper's model.</summary>
    public const string Autoencoder = "VAE";

    /// <summary>The same with derived limb leads.</summary>
    public const string Derived = "VAE, limb leads derived";

    /// <summary>A sample instead of the mean.</summary>
    public const string Sample = "VAE, sampled";

    /// <summary>Twelve real leads.</summary>
    public const string Real = "12 real leads";

    /// <summary>Three leads, the others 0, before a classifier of twelve.</summary>
    public const string Zeros = "3 leads and zeros";

    /// <summary>Three leads before a classifier that learned from three.</summary>
    public const string ThreeLeads = "classifier of 3 leads";
}
