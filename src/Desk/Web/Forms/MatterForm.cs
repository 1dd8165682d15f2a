using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>The outcome of a counter visit or a call.</summary>
public enum Ending { TakenIn, Answered, Promised, OutOfRemit, HandedOver, CallBack }

/// <summary>
/// The form of the counter and the hotline, as it was typed. Its fields are named like those of the intake request, so that a fault is
/// shown at its field. The fields <c>who</c> and <c>also</c> take a phone and a name in either order.
/// </summary>
public sealed record MatterForm
{
    public string Id { get; init; } = Posted.NewId();

    public string? ExternalId { get; init; }

    public string? Who { get; init; }

    public string? Also { get; init; }

    /// <summary>Id of a known person, picked from the search results.</summary>
    public string? Person { get; init; }

    public Anonymity Anonymity { get; init; }

    public TicketKind Kind { get; init; }

    public string? Description { get; init; }

    public string? ServiceItem { get; init; }

    public string? Township { get; init; }

    public string? Village { get; init; }

    public string? Department { get; init; }

    public string? ReceivedAt { get; init; }

    public Ending Ending { get; init; }

    public string? AnswerText { get; init; }

    public string? PromisedAt { get; init; }

    public string? Office { get; init; }

    public string? Phone => LooksLikePhone(Who) ? Who : LooksLikePhone(Also) ? Also : null;

    public string? Name => LooksLikePhone(Who) ? (LooksLikePhone(Also) ? null : Also) : Who ?? (LooksLikePhone(Also) ? null : Also);

    public static MatterForm From(Posted posted) => new()
    {
        Id = posted.Id, ExternalId = posted.ExternalId(),
        Who = posted.Text("who"), Also = posted.Text("also"), Person = posted.Text("person"),
        Anonymity = posted.Choice("anonymity", Anonymity.Named), Kind = posted.Choice("kind", TicketKind.Inquiry),
        Description = posted.Text("description"), ServiceItem = posted.Text("serviceItem"), Township = posted.Text("requester.township"),
        Village = posted.Text("requester.village"), Department = posted.Text("department"), ReceivedAt = posted.Text("receivedAt"),
        Ending = posted.Choice("ending", Ending.TakenIn),
        AnswerText = posted.Text("answer.text"), PromisedAt = posted.Text("answer.promisedAt"), Office = posted.Text("answer.office"),
    };

    /// <summary>
    /// Builds the intake request. Adds the faults of the form itself to <paramref name="faults"/>; intake validation finds the rest.
    /// </summary>
    public Matter ToMatter(ContactChannel channel, Actor actor, TimeZoneInfo zone, List<FieldFault> faults)
    {
        faults.AddRange(LeftOver());
        return Read(channel, actor, zone, faults);
    }

    private Matter Read(ContactChannel channel, Actor actor, TimeZoneInfo zone, List<FieldFault> faults) => new()
    {
        Channel = channel, Kind = Kind, Description = Description ?? "", Actor = actor, ExternalId = ExternalId,
        Language = Script.Of(Description) ?? actor.Language, ReceivedAt = StatedTime.Read(faults, "receivedAt", ReceivedAt, zone),
        ServiceItem = ServiceItem, Department = Department, Anonymity = Anonymity,
        Person = long.TryParse(Person, out var person) ? person : null,
        Requester = new() { Name = Name, Phone = Phone, Village = Village, Township = Township },
        Answer = AnswerFor(zone, faults),
    };

    /// <summary>Faults for fields that were filled in but do not apply to this outcome. Nothing typed is dropped silently.</summary>
    private IEnumerable<FieldFault> LeftOver()
    {
        if (AnswerText is not null && Ending is Ending.TakenIn) yield return new("answer.text", "onlyAnswered");
        if (PromisedAt is not null && Ending is not Ending.Promised) yield return new("answer.promisedAt", "onlyPromised");
        if (Office is not null && Ending is not Ending.OutOfRemit) yield return new("answer.office", "onlyOutOfRemit");
        var isSameTwice = Who is not null && Also is not null && LooksLikePhone(Who) == LooksLikePhone(Also);
        if (isSameTwice) yield return new("also", LooksLikePhone(Also) ? "secondPhone" : "secondName");
        if (Anonymity is not Anonymity.Anonymous) yield break;
        var personal = new[] { ("who", Who), ("also", Also), ("requester.township", Township), ("requester.village", Village) };
        foreach (var (field, text) in personal)
            if (text is not null) yield return new(field, "keptOfNobody");
    }

    private OnTheSpot? AnswerFor(TimeZoneInfo zone, List<FieldFault> faults) => Ending switch
    {
        Ending.Answered => new(AnswerText ?? ""),
        Ending.Promised => new(
            AnswerText ?? "", AnswerKind.NextStep, StatedTime.Read(faults, "answer.promisedAt", PromisedAt, zone, endOfDay: true)),
        Ending.OutOfRemit => new(AnswerText ?? "", AnswerKind.OutOfRemit, Office: Office),
        _ => null,
    };

    private static bool LooksLikePhone(string? text) => Intake.Phone.Read(text) is not null && !text!.Any(char.IsLetter);
}
