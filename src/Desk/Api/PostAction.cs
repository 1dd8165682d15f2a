using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /tickets/{number}/{action}</c>: one method for each action, and one for messages.</summary>
internal sealed class PostAction(OnOneTicket one, OnTicket on, SplitReceipt receipt, FilesToResident along)
{
    public static IReadOnlyList<string> Known { get; } =
        ["take", "assign", "resolve", "close", "reopen", "cancel", "rate", "link", "call", "split"];

    private static readonly NothingBody Nothing = new();

    public Task<IResult> TakeAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "take", BodyJson.Default.NothingBody, Nothing,
            (_, _) => (unit, request) => on.TakeAsync(unit, request, CancellationToken.None));

    public Task<IResult> CloseAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "close", BodyJson.Default.NothingBody, Nothing,
            (_, _) => (unit, request) => on.CloseAsync(unit, request, CancellationToken.None));

    public Task<IResult> AssignAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "assign", BodyJson.Default.AssignBody, null,
            (body, _) => (unit, request) => on.AssignAsync(unit, request, body.User, CancellationToken.None));

    public Task<IResult> ResolveAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "resolve", BodyJson.Default.ResolveBody, new(),
            (body, _) => (unit, request) => on.ResolveAsync(unit, request, body.Text, CancellationToken.None));

    public Task<IResult> ReopenAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "reopen", BodyJson.Default.ReasonBody, null,
            (body, _) => (unit, request) => on.ReopenAsync(unit, request, body.Reason, CancellationToken.None));

    public Task<IResult> CancelAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "cancel", BodyJson.Default.ReasonBody, null,
            (body, _) => (unit, request) => on.CancelAsync(unit, request, body.Reason, CancellationToken.None));

    public Task<IResult> RateAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "rate", BodyJson.Default.RateBody, null,
            (body, _) => (unit, request) => on.RateAsync(unit, request, body.Score, body.Comment, CancellationToken.None));

    public Task<IResult> LinkAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "link", BodyJson.Default.LinkBody, null,
            (body, _) => (unit, request) => on.LinkAsync(unit, request, body.To, CancellationToken.None));

    public Task<IResult> SplitAsync(string number, HttpContext http) =>
        one.HandleAsync(http, number, "split", BodyJson.Default.SplitBody, null,
            (body, _) => (unit, request) => on.SplitAsync(unit, request, body.Messages, receipt, CancellationToken.None));

    public Task<IResult> CallAsync(string number, HttpContext http) => one.HandleAsync(
        http, number, "call", BodyJson.Default.CallBody, null, (body, faults) =>
    {
        WordRules.Check(faults, "text", body.Text, WordRules.LongestText);
        var direction = faults.NeededWord("direction", body.Direction);
        if (body.Reached is null) faults.Add(new("reached", "empty"));
        var call = new CallReport(
            body.Text, direction ?? CallDirection.Out, body.Reached ?? false, faults.Word("kind", body.Kind), faults.Time("at", body.At),
            faults.Time("promisedAt", body.PromisedAt), body.Office);
        return (unit, request) => on.CallAsync(unit, request, call, CancellationToken.None);
    });

    public Task<IResult> WriteAsync(string number, HttpContext http) => one.HandleAsync(
        http, number, "messages", BodyJson.Default.NewMessageBody, null, (body, faults) =>
    {
        WordRules.Check(faults, "text", body.Text, WordRules.LongestText);
        var kind = faults.NeededWord("kind", body.Kind);
        var promisedAt = faults.Time("promisedAt", body.PromisedAt);
        var files = faults.Attachments(body.Attachments);
        var answerFiles = kind is WrittenKind.Note or WrittenKind.FromResident ? null : along;
        return (unit, request) => WithFiles.WriteAsync(unit, request, files, answerFiles, () => kind switch
        {
            WrittenKind.Note => on.NoteAsync(unit, request, body.Text, CancellationToken.None),
            WrittenKind.FromResident => on.WriteAsync(unit, request, body.Text, CancellationToken.None),
            _ => on.AnswerAsync(
                unit, request, new OnTheSpot(body.Text ?? "", AnswerOf(kind), promisedAt, body.Office), CancellationToken.None),
        });
    });

    /// <summary>Answers 404 with the known actions for any other action name.</summary>
    public static IResult Unknown(string number, string action) =>
        new ProblemAnswer(
            StatusCodes.Status404NotFound, "unknownAction", ("action", WithoutControls(action)), ("known", string.Join(", ", Known)))
        {
            Reason = "unknownAction", Allowed = Known,
        };

    private static AnswerKind AnswerOf(WrittenKind? kind) => kind switch
    {
        WrittenKind.NextStep => AnswerKind.NextStep,
        WrittenKind.NeedFromYou => AnswerKind.NeedFromYou,
        WrittenKind.OutOfRemit => AnswerKind.OutOfRemit,
        _ => AnswerKind.Answer,
    };

    private static string WithoutControls(string sent) => new([.. sent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(40)]);
}
