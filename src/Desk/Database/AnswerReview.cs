using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>An answer that was drawn for a supervisor to mark.</summary>
public sealed class AnswerReview
{
    /// <summary>
    /// The five ticks in the order of their bits: to the point, concrete, says what comes next, polite, easy to understand.
    /// </summary>
    public static readonly string[] Ticks = ["onTopic", "concrete", "nextStep", "polite", "clear"];

    public required long MessageId { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The day of the answer.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The user name of the person who answered.</summary>
    public required string User { get; init; }

    /// <summary>True for an answer of the random sample; false for one that is shown because it is short or repeated.</summary>
    public required bool IsSample { get; init; }

    public required bool IsShort { get; init; }

    public required bool IsRepeated { get; init; }

    /// <summary>The ticks as bits; null while the answer is not marked.</summary>
    public int? Given { get; set; }

    /// <summary>The user name of the supervisor who marked it.</summary>
    public string? ReviewedBy { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }
}

/// <summary>The answers of a day, counted when it had ended.</summary>
public sealed class AnswerDay
{
    public required DateOnly Day { get; init; }

    public required int Answers { get; init; }

    public required int Short { get; init; }

    public required int Repeated { get; init; }
}

/// <summary>Maps the review of answers.</summary>
internal static class AnswerReviewTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<AnswerReview>(review =>
        {
            review.ToTable("answer_reviews");
            review.HasKey(r => r.MessageId);
            review.Property(r => r.MessageId).ValueGeneratedNever();
            review.HasIndex(r => r.Day);
            review.HasIndex(r => r.MessageId).HasFilter("\"Given\" IS NULL").HasDatabaseName("IX_answer_reviews_Waiting");
        });
        model.Entity<AnswerDay>(day =>
        {
            day.ToTable("answer_days");
            day.HasKey(d => d.Day);
        });
    }
}
