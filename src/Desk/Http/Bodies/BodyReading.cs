using EcomCenter.Contracts;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>Reads values of a request body and adds a fault for each invalid one.</summary>
internal static class BodyReading
{
    public static T? ReadEnum<T>(this List<FieldFault> faults, string field, ParsedEnum<T>? sent)
        where T : struct, Enum
    {
        if (sent is { Value: null }) faults.Add(EnumVocabulary<T>.UnknownFault(field));
        return sent?.Value;
    }

    public static T? ReadRequiredEnum<T>(this List<FieldFault> faults, string field, ParsedEnum<T>? sent)
        where T : struct, Enum
    {
        if (sent is null) faults.Add(new(field, "empty"));
        return faults.ReadEnum(field, sent);
    }

    public static DateTimeOffset? ReadTime(this List<FieldFault> faults, string field, SentTime? sent)
    {
        if (sent is { Fault: { } fault }) faults.Add(new(field, fault));
        return sent?.At;
    }

    /// <summary>
    /// Reads the ids of files that were uploaded before. Their ownership is checked later, when they are attached to a ticket.
    /// </summary>
    public static IReadOnlyList<IncomingFile> ReadAttachments(this List<FieldFault> faults, IReadOnlyList<string>? sent)
    {
        if (sent is null) return [];
        var ids = sent.Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > UnattachedFiles.MaxFiles)
            faults.Add(new(UnattachedFiles.FieldName, "tooManyFiles", ("most", UnattachedFiles.MaxFiles)));
        if (!ids.TrueForAll(UnattachedFiles.IsFileId)) faults.Add(new(UnattachedFiles.FieldName, "unknownAttachment"));
        return UnattachedFiles.FromIds(ids);
    }
}
