using EcomCenter.Contracts;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>Converts the body of <c>POST /tickets</c> to an intake request.</summary>
internal static class IntakeRequestReader
{
    /// <summary>
    /// Reads the body. A missing or unknown code is replaced by a default, so that validation can still find all other faults.
    /// </summary>
    public static IntakeRequest Read(NewTicketBody body, Actor actor, List<FieldFault> faults)
    {
        var channel = faults.ReadRequiredEnum("channel", body.Channel);
        if (body.ExternalId is not null && CleanText.IsBlank(body.ExternalId)) faults.Add(new("externalId", "empty"));
        return new()
        {
            Actor = actor, Kind = faults.ReadRequiredEnum("kind", body.Kind) ?? TicketKind.Other, Channel = channel ?? ContactChannel.Api,
            Description = body.Description ?? "", Subject = body.Subject,
            Language = faults.ReadEnum("language", body.Language) ?? Language.ZhHans,
            ReceivedAt = faults.ReadTime("receivedAt", body.ReceivedAt),
            ExternalId = body.ExternalId,
            ServiceItem = body.ServiceItem, Department = body.Department,
            Priority = faults.ReadEnum("priority", body.Priority) ?? Priority.Normal,
            Anonymity = faults.ReadEnum("anonymity", body.Anonymity) ?? Anonymity.Named, Requester = ReadRequester(body.Requester, faults),
            Answer = ReadAnswer(body.Answer, faults), Files = faults.ReadAttachments(body.Attachments),
        };
    }

    private static Requester? ReadRequester(RequesterBody? sent, List<FieldFault> faults) => sent is null ? null : new()
    {
        Name = sent.Name, Phone = sent.Phone, Village = sent.Village, Township = sent.Township, Organisation = sent.Organisation,
        Type = faults.ReadEnum("requester.type", sent.Type) ?? RequesterType.Resident,
    };

    private static AnswerDraft? ReadAnswer(AnswerBody? sent, List<FieldFault> faults) => sent is null
        ? null
        : new(sent.Text ?? "", faults.ReadEnum("answer.kind", sent.Kind) ?? AnswerKind.Answer,
            faults.ReadTime("answer.promisedAt", sent.PromisedAt), sent.Office);
}
