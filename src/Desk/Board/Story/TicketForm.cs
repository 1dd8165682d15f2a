using System.Globalization;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Board.Story;

/// <summary>What any form of the ticket page sends. Every form has what it needs of it; what was typed comes back when something is refused.</summary>
public sealed record TicketForm
{
    public string? Text { get; init; }

    /// <summary>Answer, next step …: or note. In the call form, what was said.</summary>
    public string? Kind { get; init; }

    public string? PromisedAt { get; init; }

    public string? Office { get; init; }

    public string? User { get; init; }

    public string? Direction { get; init; }

    public string? Reached { get; init; }

    public string? At { get; init; }

    public string? Reason { get; init; }

    public string? Why { get; init; }

    public string? Score { get; init; }

    public string? Comment { get; init; }

    public string? To { get; init; }

    /// <summary>Code of an office of the catalogue.</summary>
    public string? OfficeCode { get; init; }

    /// <summary>Ids of the messages that were chosen.</summary>
    public string[]? Messages { get; init; }

    /// <summary>Sent all the same, in another language than the resident's.</summary>
    public string? Insist { get; init; }

    /// <summary>Ids of files that came with an earlier attempt, as far as they are still wanted.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The ticket's version when the form was read.</summary>
    public long? Version { get; init; }

    /// <summary>The composer's: the one form that brings files.</summary>
    public static TicketForm OfComposer(Posted posted) => new()
    {
        Text = posted.Text("text"), Kind = posted.Text("kind"), PromisedAt = posted.Text("promisedAt"), Office = posted.Text("office"), OfficeCode = posted.Text("officeCode"),
        Insist = posted.Text("insist"), Attachments = posted.All("attachments"),
        Version = long.TryParse(posted.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
    };
}
