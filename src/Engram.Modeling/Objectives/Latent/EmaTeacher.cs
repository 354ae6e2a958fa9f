using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>A copy of a student that follows it slowly, <c>θ' ← m θ' + (1 - m) θ</c>, and gets no gradient (Tarvainen and Valpola 2017).</summary>
/// <typeparam name="TModule">The student's type.</typeparam>
public sealed class EmaTeacher<TModule> : nn.Module
    where TModule : nn.Module
{
    private readonly TModule network;

    /// <summary>A teacher that starts equal to the student.</summary>
    /// <param name="student">The student.</param>
    /// <param name="make">Makes a module of the same settings; its weights are replaced.</param>
    public EmaTeacher(TModule student, Func<TModule> make)
        : base(nameof(EmaTeacher<TModule>))
    {
        network = make();
        network.load_state_dict(student.state_dict());
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        RegisterComponents();
        Freeze();
    }

    /// <summary>The network, in evaluation mode. Call it under <c>no_grad</c>.</summary>
    public TModule Network
    {
        get
        {
            Freeze();
            return network;
        }
    }

    /// <summary>Moves towards the student. Running statistics are copied.</summary>
    /// <param name="student">The student.</param>
    /// <param name="momentum">m, in [0, 1].</param>
    public void Update(TModule student, double momentum)
    {
        if (!(momentum is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Expected a momentum in [0, 1].");
        using var _ = no_grad();
        foreach (var ((_, own), (_, other)) in network.named_parameters().Zip(student.named_parameters()))
            own.mul_(momentum).add_(other.detach(), alpha: 1 - momentum);
        foreach (var ((_, own), (_, other)) in network.named_buffers().Zip(student.named_buffers()))
            own.copy_(other);
    }

    // A trainer that puts the whole model into training mode must not switch the teacher's dropout on.
    private void Freeze()
    {
        if (network.training)
            network.eval();
    }
}
