using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Api;

/// <summary>One page of tickets; <paramref name="NextCursor"/> is null at the end.</summary>
internal sealed record TicketListPage(IReadOnlyList<TicketView> Items, string? NextCursor)
{
    /// <summary>The number of newest messages that the search looked at, if older ones have the same words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SearchedNewest { get; init; }
}

/// <summary>A piece of the change feed. <paramref name="Last"/> is the sequence to continue after.</summary>
internal sealed record EventPage(IReadOnlyList<EventView> Events, long Last);

internal sealed record CataloguePage(IReadOnlyList<CatalogueItem> Items)
{
    public static CataloguePage From(IEnumerable<CatalogueRow> rows) =>
        new([.. rows.Select(row => new CatalogueItem(row.Code, new() { ZhHans = row.NameZh, Ug = row.NameUg, En = row.NameEn }))]);
}

internal sealed record CatalogueItem(string Code, LocalName Name);

internal sealed record LocalName
{
    [JsonPropertyName("zh-Hans")]
    public required string ZhHans { get; init; }

    public required string Ug { get; init; }

    public required string En { get; init; }
}

/// <summary>Counts of the response cycles that started in the period, each counted once.</summary>
internal sealed record PromiseReport
{
    public required DateTimeOffset? From { get; init; }

    public required DateTimeOffset? To { get; init; }

    public required long Kept { get; init; }

    public required long Missed { get; init; }

    /// <summary>The missed cycles that were answered later.</summary>
    public required long AnsweredLate { get; init; }

    public required long Open { get; init; }

    public required long Cancelled { get; init; }

    /// <summary>The share of kept cycles among those that are decided, that is kept or missed.</summary>
    public required Share KeptOfDecided { get; init; }

    public required IReadOnlyList<PromiseShare> ByKind { get; init; }

    public required IReadOnlyList<PromiseShare> ByChannel { get; init; }

    public required IReadOnlyList<PromiseShare> ByDepartment { get; init; }
}

internal sealed record Share(long Numerator, long Denominator);

/// <summary>One row of the report. <paramref name="Code"/> is null for tickets without a department.</summary>
internal sealed record PromiseShare(
    string? Code, long Kept, long Missed, long AnsweredLate, long Open, long Cancelled, Share KeptOfDecided);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketDetails))]
[JsonSerializable(typeof(TicketListPage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(CataloguePage))]
[JsonSerializable(typeof(PromiseReport))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(AttachmentView))]
[JsonSerializable(typeof(StoredHeaders), TypeInfoPropertyName = "StoredHeaders")]
internal sealed partial class ApiResponseJson : JsonSerializerContext;
