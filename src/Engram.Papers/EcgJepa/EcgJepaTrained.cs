using Engram.Modeling.Encoders;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>What a repetition leaves behind.</summary>
/// <param name="Model">The pretrained model.</param>
/// <param name="Untrained">An encoder of the same shape with random weights.</param>
/// <param name="Probe">The probe on JEPA's frozen features that saw the most labels.</param>
/// <param name="Scaling">Scaling of the leads, from the unlabelled recordings.</param>
/// <param name="Unlabelled">Scaled recordings that the pretraining saw, [record, lead, time].</param>
/// <param name="Labelled">Scaled recordings that the probes learned from, with their statements.</param>
/// <param name="Test">Test recordings, not scaled.</param>
public sealed record EcgJepaTrained(EcgJepaModel Model, PatchTransformer Untrained, AttentiveHead Probe, LeadScaling Scaling, Tensor Unlabelled, EcgSet Labelled, EcgSet Test);
