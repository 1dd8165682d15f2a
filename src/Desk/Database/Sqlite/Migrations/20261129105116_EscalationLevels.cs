using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EscalationLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LastLevelAt",
                table: "response_cycles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextLevelAt",
                table: "response_cycles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakenLevels",
                table: "response_cycles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsSkipped",
                table: "fired_rungs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE fired_rungs SET \"Level\" = 'missed' WHERE \"Level\" = 'Missed'");
            migrationBuilder.Sql(
                "UPDATE response_cycles SET \"TakenLevels\" = 'missed', \"LastLevelAt\" = \"DueAt\" WHERE \"State\" = 'Missed'");

            // The next sweep plans the warnings of every cycle that runs.
            migrationBuilder.Sql(
                "UPDATE response_cycles SET \"NextLevelAt\" = \"StartedAt\", \"NextCheckAt\" = \"StartedAt\" WHERE \"State\" = 'Open'");
            migrationBuilder.Sql(
                "UPDATE response_cycles SET \"NextLevelAt\" = \"DueAt\", \"NextCheckAt\" = \"DueAt\" WHERE \"State\" = 'Missed' "
                + "AND \"AnsweredLateAt\" IS NULL AND \"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LastLevelAt",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "NextLevelAt",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "TakenLevels",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "IsSkipped",
                table: "fired_rungs");
        }
    }
}
