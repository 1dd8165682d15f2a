using System.Globalization;
using EcomCenter.Desk.Pages.Shared.Forms;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Fields of all forms on the ticket page. Each form sends the ones it needs; a refused form is shown again with them.</summary>
public sealed record TicketForm
{
    public string? Text { get; init; }

    /// <summary>Answer kind or "note". In the call form, the kind of answer given; in the amend form, the ticket kind.</summary>
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

    /// <summary>Code of a catalogue office.</summary>
    public string? OfficeCode { get; init; }

    /// <summary>Ids of the messages to split off.</summary>
    public string[]? Messages { get; init; }

    /// <summary>Set when the sender confirmed a text that is not in the resident's language.</summary>
    public string? Insist { get; init; }

    /// <summary>Ids of stored files from an earlier attempt that are still to be sent.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Version of the ticket that the form was rendered with.</summary>
    public long? Version { get; init; }

    /// <summary>Reads the composer's form. It is the only one with files, so it cannot use [FromForm].</summary>
    public static TicketForm FromComposer(FormPost post) => new()
    {
        Text = post.Text("text"), Kind = post.Text("kind"), PromisedAt = post.Text("promisedAt"),
        Office = post.Text("office"), OfficeCode = post.Text("officeCode"),
        Insist = post.Text("insist"), Attachments = post.Values("attachments"),
        Version = long.TryParse(post.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
    };
}
