using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>The connection to a messenger, as the pages and the commands of the desk show it to staff. It names no secret.</summary>
public interface IMessenger
{
    ContactChannel Channel { get; }

    /// <summary>False if the settings leave the messenger out.</summary>
    bool IsOn { get; }

    /// <summary>The lease held by the node that asks for updates; null if the messenger delivers them itself.</summary>
    string? ListenerLease => null;

    /// <summary>The bot that tells staff of missed deadlines; null if the messenger is off or does not carry such alerts.</summary>
    StaffBot? StaffBot => null;

    /// <param name="lastReceivedAt">The time of the last update that any node received.</param>
    /// <param name="listeningNode">The node that holds <see cref="ListenerLease"/>.</param>
    IReadOnlyList<MessengerFact> DescribeState(DateTimeOffset? lastReceivedAt, string? listeningNode);

    /// <summary>Asks the messenger for its state. Fetches no updates, so it does not disturb a running listener.</summary>
    Task<IReadOnlyList<ConnectionCheck>> TestAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ConnectionCheck>>([]);
}

/// <summary>The bot to which staff send their code. Name and address are null until the messenger has named the bot.</summary>
public sealed record StaffBot(string? Name, string? Address);

/// <summary>A line of a connection test. <paramref name="Key"/> is a text key below <c>command.channel.</c></summary>
public sealed record ConnectionCheck(bool IsWell, string Key, params IReadOnlyList<(string Name, object Value)> Values);
