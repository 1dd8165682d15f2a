namespace EcomCenter.Attacks;

/// <summary>One way to harm the desk or its residents. Each runs against a desk of its own.</summary>
internal abstract class Attack
{
    public string Name => GetType().Name;

    /// <summary>The statement that must be true for the attack to fail, in one sentence.</summary>
    public abstract string Title { get; }

    public abstract Task RunAsync(AttackRun run);
}

internal enum AttackOutcome { Held, Broken, NotRun }

internal sealed record AttackResult(Attack Attack, AttackOutcome Outcome, string Detail, TimeSpan Time)
{
    public override string ToString()
    {
        var outcome = Outcome switch { AttackOutcome.Held => "held  ", AttackOutcome.Broken => "BROKEN", _ => "NOT RUN" };
        var detail = Detail.Length == 0 ? "" : Detail + "; ";
        return $"{outcome}  {Attack.Title}  ({detail}{Attack.Name}, {Time.TotalSeconds:F0} s)";
    }
}

/// <summary>Thrown when the machine lacks what an attack needs. The attack then counts as not run.</summary>
internal sealed class MissingToolException(string message) : Exception(message);
