using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /tickets/{number}/{action}</c>: one method for each action, and one for messages.</summary>
internal sealed class PostAction(
    TicketActionEndpoint endpoint, TicketActions actions, SplitReceipt splitReceipt, AnswerAttachments answerAttachments)
{
    public static IReadOnlyList<string> KnownActions { get; } =
        ["take", "assign", "resolve", "close", "reopen", "cancel", "rate", "link", "call", "split"];

    private static readonly NothingBody EmptyBody = new();

    public Task<IResult> TakeAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "take", BodyJson.Default.NothingBody, EmptyBody,
            (_, _) => (unit, request) => actions.TakeAsync(unit, request, CancellationToken.None));

    public Task<IResult> CloseAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "close", BodyJson.Default.NothingBody, EmptyBody,
            (_, _) => (unit, request) => actions.CloseAsync(unit, request, CancellationToken.None));

    public Task<IResult> AssignAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "assign", BodyJson.Default.AssignBody, null,
            (body, _) => (unit, request) => actions.AssignAsync(unit, request, body.User, CancellationToken.None));

    public Task<IResult> ResolveAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "resolve", BodyJson.Default.ResolveBody, new(),
            (body, _) => (unit, request) => actions.ResolveAsync(unit, request, body.Text, CancellationToken.None));

    public Task<IResult> ReopenAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "reopen", BodyJson.Default.ReasonBody, null,
            (body, _) => (unit, request) => actions.ReopenAsync(unit, request, body.Reason, CancellationToken.None));

    public Task<IResult> CancelAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "cancel", BodyJson.Default.ReasonBody, null,
            (body, _) => (unit, request) => actions.CancelAsync(unit, request, body.Reason, CancellationToken.None));

    public Task<IResult> RateAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "rate", BodyJson.Default.RateBody, null,
            (body, _) => (unit, request) => actions.RateAsync(unit, request, body.Score, body.Comment, CancellationToken.None));

    public Task<IResult> LinkAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "link", BodyJson.Default.LinkBody, null,
            (body, _) => (unit, request) => actions.LinkAsync(unit, request, body.To, CancellationToken.None));

    public Task<IResult> SplitAsync(string number, HttpContext http) =>
        endpoint.HandleAsync(http, number, "split", BodyJson.Default.SplitBody, null,
            (body, _) => (unit, request) => actions.SplitAsync(unit, request, body.Messages, splitReceipt, CancellationToken.None));

    public Task<IResult> CallAsync(string number, HttpContext http) => endpoint.HandleAsync(
        http, number, "call", BodyJson.Default.CallBody, null, (body, faults) =>
    {
        TextValidation.CheckRequired(faults, "text", body.Text, TextValidation.MaxTextLength);
        var direction = faults.ReadRequiredEnum("direction", body.Direction);
        if (body.Reached is null) faults.Add(new("reached", "empty"));
        var call = new CallReport(
            body.Text, direction ?? CallDirection.Out, body.Reached ?? false, faults.ReadEnum("kind", body.Kind),
            faults.ReadTime("at", body.At),
            faults.ReadTime("promisedAt", body.PromisedAt), body.Office);
        return (unit, request) => actions.LogCallAsync(unit, request, call, CancellationToken.None);
    });

    public Task<IResult> AddMessageAsync(string number, HttpContext http) => endpoint.HandleAsync(
        http, number, "messages", BodyJson.Default.NewMessageBody, null, (body, faults) =>
    {
        TextValidation.CheckRequired(faults, "text", body.Text, TextValidation.MaxTextLength);
        var kind = faults.ReadRequiredEnum("kind", body.Kind);
        var promisedAt = faults.ReadTime("promisedAt", body.PromisedAt);
        var files = faults.ReadAttachments(body.Attachments);
        var answerFiles = kind is WrittenKind.Note or WrittenKind.FromResident ? null : answerAttachments;
        return (unit, request) => WithAttachments.RunAsync(unit, request, files, answerFiles, () => kind switch
        {
            WrittenKind.Note => actions.NoteAsync(unit, request, body.Text, CancellationToken.None),
            WrittenKind.FromResident => actions.WriteOnBehalfAsync(unit, request, body.Text, CancellationToken.None),
            _ => actions.AnswerAsync(
                unit, request, new AnswerDraft(body.Text ?? "", AnswerKindFor(kind), promisedAt, body.Office), CancellationToken.None),
        });
    });

    /// <summary>Answers 404 with the known actions for any other action name.</summary>
    public static IResult UnknownAction(string number, string action) =>
        new ProblemResult(
            StatusCodes.Status404NotFound, "unknownAction", ("action", RemoveControlCharacters(action)),
            ("known", string.Join(", ", KnownActions)))
        {
            Reason = "unknownAction", Allowed = KnownActions,
        };

    private static AnswerKind AnswerKindFor(WrittenKind? kind) => kind switch
    {
        WrittenKind.NextStep => AnswerKind.NextStep,
        WrittenKind.NeedFromYou => AnswerKind.NeedFromYou,
        WrittenKind.OutOfRemit => AnswerKind.OutOfRemit,
        _ => AnswerKind.Answer,
    };

    private static string RemoveControlCharacters(string sent) =>
        new([.. sent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(40)]);
}
