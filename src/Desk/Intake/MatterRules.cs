using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Intake;

/// <summary>Validates an intake request. Reports every fault at once, each with its field.</summary>
public sealed class MatterRules(CatalogueCache catalogue)
{
    public static TimeSpan OldestStated { get; } = TimeSpan.FromDays(7);

    public IReadOnlyList<FieldFault> Check(Matter matter, DateTimeOffset now)
    {
        var faults = new List<FieldFault>();
        WordRules.Check(faults, "description", matter.Description, WordRules.LongestText);
        WordRules.CheckOptional(faults, "subject", matter.Subject, 200);
        WordRules.CheckOptional(faults, "externalId", matter.ExternalId, 200);
        CheckCode(faults, "serviceItem", matter.ServiceItem, catalogue.ServiceItems);
        CheckCode(faults, "department", matter.Department, catalogue.Departments);
        CheckTime(faults, matter, now);
        if (matter.Requester is { } requester) CheckRequester(faults, requester);
        if (matter.Answer is { } answer) AnswerRules.Check(faults, "answer.", answer, now);
        return faults;
    }

    private static void CheckTime(List<FieldFault> faults, Matter matter, DateTimeOffset now)
    {
        if (matter.ReceivedAt is not { } stated || matter.Chat is not null) return;
        if (stated > now + TimeSpan.FromSeconds(5)) faults.Add(new("receivedAt", "inTheFuture"));
        else if (!matter.MayBeOld && stated < now - OldestStated)
            faults.Add(new("receivedAt", "tooOld", ("days", OldestStated.Days)));
        else if (stated.Year < 2000) faults.Add(new("receivedAt", "tooOld", ("days", OldestStated.Days)));
    }

    private void CheckRequester(List<FieldFault> faults, Requester requester)
    {
        WordRules.CheckOptional(faults, "requester.name", requester.Name, 100);
        WordRules.CheckOptional(faults, "requester.phone", requester.Phone, 500);
        WordRules.CheckOptional(faults, "requester.village", requester.Village, 100);
        WordRules.CheckOptional(faults, "requester.organisation", requester.Organisation, 200);
        CheckCode(faults, "requester.township", requester.Township, catalogue.Townships);
    }

    private static void CheckCode(List<FieldFault> faults, string field, string? code, IReadOnlyList<CatalogueRow> known)
    {
        if (code is not null && !known.Any(row => row.Code == code))
            faults.Add(new(field, "unknownCode", ("known", string.Join(", ", known.Select(row => row.Code)))));
    }
}
