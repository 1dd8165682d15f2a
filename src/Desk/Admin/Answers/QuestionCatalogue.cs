using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>The frequent questions and their answers.</summary>
internal sealed class QuestionCatalogue(DeskWriter writer, IDbContextFactory<DeskDb> contexts)
    : EditedCatalogue<FrequentQuestion>(writer, contexts)
{
    public override string Name => "questions";

    protected override IReadOnlyList<Part<FrequentQuestion>> Parts { get; } =
    [
        new("question", 200, Needed: true, 2, Each("question",
            (q => q.QuestionZh, (q, text) => q.QuestionZh = text),
            (q => q.QuestionUg, (q, text) => q.QuestionUg = text),
            (q => q.QuestionEn, (q, text) => q.QuestionEn = text))),
        new("answer", 2_000, Needed: true, 6, Each("answer",
            (q => q.AnswerZh, (q, text) => q.AnswerZh = text),
            (q => q.AnswerUg, (q, text) => q.AnswerUg = text),
            (q => q.AnswerEn, (q, text) => q.AnswerEn = text))),
        new("words", 4_000, Needed: false, 6, [new("words", null, q => q.Words, (q, text) => q.Words = text)]),
    ];

    protected override FrequentQuestion New(string code, int sort) =>
        new() { Code = code, Sort = sort, QuestionZh = "", QuestionUg = "", QuestionEn = "", AnswerZh = "", AnswerUg = "", AnswerEn = "" };

    protected override string TitleOf(FrequentQuestion row, Language language) => row.Question(language);
}
