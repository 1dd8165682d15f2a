using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>The outcome of a counter visit or a call.</summary>
public enum EntryOutcome { TakenIn, Answered, Promised, OutOfRemit, HandedOver, CallBack }

/// <summary>
/// The form of the counter and the hotline, as it was typed. Its fields are named like those of the intake request, so that a fault is
/// shown at its field. The fields <c>who</c> and <c>also</c> take a phone and a name in either order.
/// </summary>
public sealed record TicketEntryForm
{
    public string Id { get; init; } = FormPost.NewId();

    public string? ExternalId { get; init; }

    public string? Who { get; init; }

    public string? Also { get; init; }

    /// <summary>Id of a known person, picked from the search results.</summary>
    public string? PersonId { get; init; }

    /// <summary>The language that the resident speaks; null if the clerk chose none.</summary>
    public Language? Spoken { get; init; }

    public Anonymity Anonymity { get; init; }

    public TicketKind Kind { get; init; }

    public string? Description { get; init; }

    public string? ServiceItem { get; init; }

    public string? Township { get; init; }

    public string? Village { get; init; }

    public string? Department { get; init; }

    public string? ReceivedAt { get; init; }

    public EntryOutcome Outcome { get; init; }

    public string? AnswerText { get; init; }

    public string? PromisedAt { get; init; }

    public string? Office { get; init; }

    public string? Phone => LooksLikePhone(Who) ? Who : LooksLikePhone(Also) ? Also : null;

    public string? Name => LooksLikePhone(Who) ? (LooksLikePhone(Also) ? null : Also) : Who ?? (LooksLikePhone(Also) ? null : Also);

    public static TicketEntryForm From(FormPost post) => new()
    {
        Id = post.Id, ExternalId = post.ComputeExternalId(),
        Who = post.Text("who"), Also = post.Text("also"), PersonId = post.Text("person"),
        Spoken = EnumCode.Parse<Language>(post.Text("spoken")),
        Anonymity = post.Choice("anonymity", Anonymity.Named), Kind = post.Choice("kind", TicketKind.Inquiry),
        Description = post.Text("description"), ServiceItem = post.Text("serviceItem"), Township = post.Text("requester.township"),
        Village = post.Text("requester.village"), Department = post.Text("department"), ReceivedAt = post.Text("receivedAt"),
        Outcome = post.Choice("ending", EntryOutcome.TakenIn),
        AnswerText = post.Text("answer.text"), PromisedAt = post.Text("answer.promisedAt"), Office = post.Text("answer.office"),
    };

    /// <summary>
    /// Builds the intake request. Adds the faults of the form itself to <paramref name="faults"/>; intake validation finds the rest.
    /// </summary>
    public IntakeRequest ToIntakeRequest(ContactChannel channel, Actor actor, TimeZoneInfo zone, List<FieldFault> faults)
    {
        faults.AddRange(FindUnusedFields());
        return BuildRequest(channel, actor, zone, faults);
    }

    private IntakeRequest BuildRequest(ContactChannel channel, Actor actor, TimeZoneInfo zone, List<FieldFault> faults) => new()
    {
        Channel = channel, Kind = Kind, Description = Description ?? "", Actor = actor, ExternalId = ExternalId,
        Language = Spoken ?? actor.Language,
        ReceivedAt = StatedTime.Read(faults, "receivedAt", ReceivedAt, zone),
        ServiceItem = ServiceItem, Department = Department, Anonymity = Anonymity,
        PersonId = long.TryParse(PersonId, out var person) ? person : null,
        Requester = new() { Name = Name, Phone = Phone, Village = Village, Township = Township },
        Answer = ReadAnswer(zone, faults), NeedsPickUpCode = true,
    };

    /// <summary>Faults for fields that were filled in but do not apply to this outcome. Nothing typed is dropped silently.</summary>
    private IEnumerable<FieldFault> FindUnusedFields()
    {
        if (AnswerText is not null && Outcome is EntryOutcome.TakenIn) yield return new("answer.text", "onlyAnswered");
        if (PromisedAt is not null && Outcome is not EntryOutcome.Promised) yield return new("answer.promisedAt", "onlyPromised");
        if (Office is not null && Outcome is not EntryOutcome.OutOfRemit) yield return new("answer.office", "onlyOutOfRemit");
        var isSameTwice = Who is not null && Also is not null && LooksLikePhone(Who) == LooksLikePhone(Also);
        if (isSameTwice) yield return new("also", LooksLikePhone(Also) ? "secondPhone" : "secondName");
        if (Anonymity is not Anonymity.Anonymous) yield break;
        var personal = new[] { ("who", Who), ("also", Also), ("requester.township", Township), ("requester.village", Village) };
        foreach (var (field, text) in personal)
            if (text is not null) yield return new(field, "keptOfNobody");
    }

    private AnswerDraft? ReadAnswer(TimeZoneInfo zone, List<FieldFault> faults) => Outcome switch
    {
        EntryOutcome.Answered => new(AnswerText ?? ""),
        EntryOutcome.Promised => new(
            AnswerText ?? "", AnswerKind.NextStep, StatedTime.Read(faults, "answer.promisedAt", PromisedAt, zone, endOfDay: true)),
        EntryOutcome.OutOfRemit => new(AnswerText ?? "", AnswerKind.OutOfRemit, Office: Office),
        _ => null,
    };

    private static bool LooksLikePhone(string? text) => PhoneFormat.IsPhone(text);
}
