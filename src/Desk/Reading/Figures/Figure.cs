using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The figures that a list of cases stands behind, in the order of their <see cref="FigureUnit"/>.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Figure>))]
public enum Figure
{
    Received, Open, OpenMissed, DueToday, DueSoon, LateSlips, Finished,
    Kept, Missed, AnsweredLate, Decided, Answered, Undecided, Cancelled,
    Resolved, Solved, NotSolved, SolvedOrNot, WithoutWord, ClosedWithoutWord, Withdrawn, ClosedByStaff,
    Rated, Satisfied, Score1, Score2, Score3, Score4, Score5, EnteredByStaff, EnteredByServer,
    WrittenAnswers, ShortAnswers, RepeatedAnswers, ReviewedAnswers,
    OnTopicAnswers, ConcreteAnswers, NextStepAnswers, PoliteAnswers, ClearAnswers,
}

/// <summary>The things that a figure counts. A ticket is listed once for each of them.</summary>
public enum FigureUnit { Ticket, Cycle, Resolution, Answer }

/// <summary>A resolution, closing or answer that a figure counts.</summary>
internal readonly record struct TicketMoment(long Ticket, DateTimeOffset At);

/// <summary>Groups of figures that are told apart by a number.</summary>
internal static class FigureUnits
{
    /// <summary>The figures of the scores from 1 to 5.</summary>
    public static readonly Figure[] Scores = [Figure.Score1, Figure.Score2, Figure.Score3, Figure.Score4, Figure.Score5];

    /// <summary>The figures of the ticks, in the order of <see cref="Database.AnswerReview.Ticks"/>.</summary>
    public static readonly Figure[] Ticks =
        [Figure.OnTopicAnswers, Figure.ConcreteAnswers, Figure.NextStepAnswers, Figure.PoliteAnswers, Figure.ClearAnswers];

    extension(Figure figure)
    {
        public FigureUnit Unit => figure switch
        {
            <= Figure.Finished => FigureUnit.Ticket,
            <= Figure.Cancelled => FigureUnit.Cycle,
            <= Figure.EnteredByServer => FigureUnit.Resolution,
            _ => FigureUnit.Answer,
        };
    }
}
