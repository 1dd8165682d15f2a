using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Maps a submitted form to the use case of its action and runs it.</summary>
public sealed class TicketActions(
    OnTicket on, SplitReceipt receipt, FilesToResident along, DeskWriter writer, IOptions<DeskOptions> options)
{
    private readonly TimeZoneInfo _zone = options.Value.ShownTimeZone;

    private static readonly string[] All =
        ["say", "take", "assign", "call", "write", "amend", "link", "resolve", "close", "reopen", "cancel", "rate", "split"];

    public static bool Knows(string action) => All.Contains(action);

    public async Task<Outcome> RunAsync(string action, TicketRequest request, TicketForm form, CancellationToken cancellation)
    {
        var useCase = Choose(action, form);
        return await writer.WriteAsync(unit => useCase(unit, request, cancellation), cancellation);
    }

    private Func<WriteUnit, TicketRequest, CancellationToken, Task<Outcome>> Choose(string action, TicketForm form) => action switch
    {
        "say" when form.Kind == "note" => (unit, request, stop) => WithFiles.WriteAsync(
            unit, request, OwnFiles.Named(form.Attachments), along: null, () => on.NoteAsync(unit, request, form.Text, stop)),
        "say" => (unit, request, stop) => WithFiles.WriteAsync(
            unit, request, OwnFiles.Named(form.Attachments), along, () => AnswerAsync(unit, request, form, stop)),
        "take" => (unit, request, stop) => on.TakeAsync(unit, request, stop),
        "assign" => (unit, request, stop) => on.AssignAsync(unit, request, form.User, stop),
        "call" => (unit, request, stop) => on.CallAsync(unit, request, Call(form), stop),
        "write" => (unit, request, stop) => on.WriteAsync(unit, request, form.Text, stop),
        "amend" => (unit, request, stop) => Read<TicketKind>(form.Kind) is { } kind
            ? on.AmendAsync(unit, request, kind, stop) : Task.FromResult<Outcome>(new Outcome.Invalid([new("kind", "empty")])),
        "link" => (unit, request, stop) => on.LinkAsync(unit, request, form.To, stop),
        "resolve" => (unit, request, stop) => on.ResolveAsync(unit, request, form.Text, stop),
        "split" => (unit, request, stop) => on.SplitAsync(unit, request, [.. Ids(form)], receipt, stop),
        "close" => (unit, request, stop) => on.CloseAsync(unit, request, stop),
        "reopen" => (unit, request, stop) => on.ReopenAsync(unit, request, form.Reason, stop),
        "cancel" => (unit, request, stop) =>
            on.CancelAsync(unit, request, form.Why is "withdrawn" or "spam" ? form.Why : form.Reason, stop),
        "rate" => (unit, request, stop) => on.RateAsync(
            unit, request, int.TryParse(form.Score, CultureInfo.InvariantCulture, out var score) ? score : null, form.Comment, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown ticket action."),
    };

    private async Task<Outcome> AnswerAsync(WriteUnit unit, TicketRequest request, TicketForm sent, CancellationToken stop)
    {
        var office = sent.OfficeCode is { Length: > 0 } code
            ? await unit.Db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.Code == code, stop) : null;
        var language = office is null ? default
            : await unit.Db.Tickets.Where(t => t.Number == request.Number).Select(t => t.Language).FirstOrDefaultAsync(stop);
        var form = sent.Filled(office, language);
        var kind = Read<AnswerKind>(form.Kind) ?? AnswerKind.Answer;
        return await on.AnswerAsync(unit, request, new(form.Text ?? "", kind, Time(form.PromisedAt), form.Office), stop);
    }

    private static IEnumerable<long> Ids(TicketForm form) =>
        (form.Messages ?? [])
            .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0).Distinct();

    private CallReport Call(TicketForm form) => new(
        form.Text, Read<CallDirection>(form.Direction) ?? CallDirection.Out, form.Reached == "yes",
        Read<AnswerKind>(form.Kind), Time(form.At), Time(form.PromisedAt), form.Office);

    /// <summary>Reads a date field as local time of the centre. Null when it is empty, malformed or skipped by a clock change.</summary>
    private DateTimeOffset? Time(string? local)
    {
        if (!DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var wallTime = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        return _zone.IsInvalidTime(wallTime) ? null : new DateTimeOffset(wallTime, _zone.GetUtcOffset(time));
    }

    private static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
