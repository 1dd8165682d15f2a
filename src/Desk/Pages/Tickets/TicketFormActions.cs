using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Maps a submitted form to the use case of its action and runs it.</summary>
public sealed class TicketFormActions(
    TicketActions actions, SplitReceipt receipt, AnswerAttachments attachments, DeskWriter writer, IOptions<DeskOptions> options)
{
    private readonly TimeZoneInfo _timeZone = options.Value.DisplayTimeZone;

    private static readonly string[] ActionNames =
        ["say", "take", "assign", "call", "write", "amend", "link", "resolve", "close", "reopen", "cancel", "rate", "split"];

    public static bool IsKnown(string action) => ActionNames.Contains(action);

    public async Task<TicketActionResult> RunAsync(string action, TicketRequest request, TicketForm form, CancellationToken cancellation)
    {
        var useCase = ChooseUseCase(action, form);
        return await writer.WriteAsync(unit => useCase(unit, request, cancellation), cancellation);
    }

    private Func<WriteUnit, TicketRequest, CancellationToken, Task<TicketActionResult>> ChooseUseCase(string action, TicketForm form) =>
        action switch
    {
        "say" when form.Kind == "note" => (unit, request, stop) => WithAttachments.RunAsync(
            unit, request, UploadedFiles.FromIds(form.Attachments), answerAttachments: null,
            () => actions.NoteAsync(unit, request, form.Text, stop)),
        "say" => (unit, request, stop) => WithAttachments.RunAsync(
            unit, request, UploadedFiles.FromIds(form.Attachments), attachments, () => AnswerAsync(unit, request, form, stop)),
        "take" => (unit, request, stop) => actions.TakeAsync(unit, request, stop),
        "assign" => (unit, request, stop) => actions.AssignAsync(unit, request, form.User, stop),
        "call" => (unit, request, stop) => actions.LogCallAsync(unit, request, ReadCallReport(form), stop),
        "write" => (unit, request, stop) => actions.WriteOnBehalfAsync(unit, request, form.Text, stop),
        "amend" => (unit, request, stop) => ParseEnum<TicketKind>(form.Kind) is { } kind
            ? actions.AmendAsync(unit, request, kind, stop)
            : Task.FromResult<TicketActionResult>(new TicketActionResult.ActionInvalid([new("kind", "empty")])),
        "link" => (unit, request, stop) => actions.LinkAsync(unit, request, form.To, stop),
        "resolve" => (unit, request, stop) => actions.ResolveAsync(unit, request, form.Text, stop),
        "split" => (unit, request, stop) => actions.SplitAsync(unit, request, [.. ReadMessageIds(form)], receipt, stop),
        "close" => (unit, request, stop) => actions.CloseAsync(unit, request, stop),
        "reopen" => (unit, request, stop) => actions.ReopenAsync(unit, request, form.Reason, stop),
        "cancel" => (unit, request, stop) =>
            actions.CancelAsync(unit, request, form.Why is "withdrawn" or "spam" ? form.Why : form.Reason, stop),
        "rate" => (unit, request, stop) => actions.RateAsync(
            unit, request, int.TryParse(form.Score, CultureInfo.InvariantCulture, out var score) ? score : null, form.Comment, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown ticket action."),
    };

    private async Task<TicketActionResult> AnswerAsync(WriteUnit unit, TicketRequest request, TicketForm sent, CancellationToken stop)
    {
        var office = sent.OfficeCode is { Length: > 0 } code
            ? await unit.Db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.Code == code, stop) : null;
        var language = office is null ? default
            : await unit.Db.Tickets.Where(t => t.Number == request.Number).Select(t => t.Language).FirstOrDefaultAsync(stop);
        var form = sent.WithOffice(office, language);
        var kind = ParseEnum<AnswerKind>(form.Kind) ?? AnswerKind.Answer;
        return await actions.AnswerAsync(unit, request, new(form.Text ?? "", kind, ParseLocalTime(form.PromisedAt), form.Office), stop);
    }

    private static IEnumerable<long> ReadMessageIds(TicketForm form) =>
        (form.Messages ?? [])
            .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0).Distinct();

    private CallReport ReadCallReport(TicketForm form) => new(
        form.Text, ParseEnum<CallDirection>(form.Direction) ?? CallDirection.Out, form.Reached == "yes",
        ParseEnum<AnswerKind>(form.Kind), ParseLocalTime(form.At), ParseLocalTime(form.PromisedAt), form.Office);

    /// <summary>Reads a date field as local time of the centre. Null when it is empty, malformed or skipped by a clock change.</summary>
    private DateTimeOffset? ParseLocalTime(string? local)
    {
        if (!DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var wallTime = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        return _timeZone.IsInvalidTime(wallTime) ? null : new DateTimeOffset(wallTime, _timeZone.GetUtcOffset(time));
    }

    private static T? ParseEnum<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
