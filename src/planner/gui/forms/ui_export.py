# Made from resources/ui/export.ui by tools/build_forms.py: edit the form, not this file.

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QGridLayout,
    QHBoxLayout, QLabel, QLineEdit, QListWidgetItem,
    QProgressBar, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.choice_list import ChoiceList
from planner.gui.widgets.day_field import DayField
from planner.gui.widgets.page_preview import PagePreview

from planner.i18n import _


class Ui_ExportDialog(object):
    def setupUi(self, ExportDialog):
        if not ExportDialog.objectName():
            ExportDialog.setObjectName(u"ExportDialog")
        self.column = QVBoxLayout(ExportDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 22, 28, 22)
        self.heading_label = QLabel(ExportDialog)
        self.heading_label.setObjectName(u"heading_label")
        self.heading_label.setProperty(u"look", u"title")

        self.column.addWidget(self.heading_label)

        self.middle = QHBoxLayout()
        self.middle.setSpacing(20)
        self.middle.setObjectName(u"middle")
        self.choices_area = QScrollArea(ExportDialog)
        self.choices_area.setObjectName(u"choices_area")
        self.choices_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices_area.setWidgetResizable(True)
        self.choices_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices = QWidget()
        self.choices.setObjectName(u"choices")
        self.choices_row = QHBoxLayout(self.choices)
        self.choices_row.setSpacing(18)
        self.choices_row.setObjectName(u"choices_row")
        self.choices_row.setContentsMargins(0, 0, 4, 0)
        self.documents_column = QVBoxLayout()
        self.documents_column.setSpacing(4)
        self.documents_column.setObjectName(u"documents_column")
        self.kind_label = QLabel(self.choices)
        self.kind_label.setObjectName(u"kind_label")
        self.kind_label.setProperty(u"look", u"heading")

        self.documents_column.addWidget(self.kind_label)

        self.document_list = ChoiceList(self.choices)
        self.document_list.setObjectName(u"document_list")

        self.documents_column.addWidget(self.document_list)


        self.choices_row.addLayout(self.documents_column)

        self.choices_column = QVBoxLayout()
        self.choices_column.setSpacing(10)
        self.choices_column.setObjectName(u"choices_column")
        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.audience_label = QLabel(self.choices)
        self.audience_label.setObjectName(u"audience_label")
        self.audience_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.audience_label, 0, 0, 1, 2)

        self.audience_combo = Combo(self.choices)
        self.audience_combo.setObjectName(u"audience_combo")

        self.grid.addWidget(self.audience_combo, 1, 0, 1, 2)

        self.names_label = QLabel(self.choices)
        self.names_label.setObjectName(u"names_label")
        self.names_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.names_label, 2, 0, 1, 2)

        self.names_combo = Combo(self.choices)
        self.names_combo.setObjectName(u"names_combo")

        self.grid.addWidget(self.names_combo, 3, 0, 1, 2)

        self.as_of_label = QLabel(self.choices)
        self.as_of_label.setObjectName(u"as_of_label")
        self.as_of_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.as_of_label, 4, 0, 1, 1)

        self.as_of_edit = DayField(self.choices)
        self.as_of_edit.setObjectName(u"as_of_edit")

        self.grid.addWidget(self.as_of_edit, 5, 0, 1, 1)

        self.paper_label = QLabel(self.choices)
        self.paper_label.setObjectName(u"paper_label")
        self.paper_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.paper_label, 4, 1, 1, 1)

        self.paper_combo = Combo(self.choices)
        self.paper_combo.setObjectName(u"paper_combo")

        self.grid.addWidget(self.paper_combo, 5, 1, 1, 1)

        self.language_label = QLabel(self.choices)
        self.language_label.setObjectName(u"language_label")
        self.language_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.language_label, 6, 0, 1, 2)

        self.language_combo = Combo(self.choices)
        self.language_combo.setObjectName(u"language_combo")

        self.grid.addWidget(self.language_combo, 7, 0, 1, 2)

        self.picture_label = QLabel(self.choices)
        self.picture_label.setObjectName(u"picture_label")
        self.picture_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.picture_label, 8, 0, 1, 2)

        self.picture_combo = Combo(self.choices)
        self.picture_combo.setObjectName(u"picture_combo")

        self.grid.addWidget(self.picture_combo, 9, 0, 1, 2)

        self.session_label = QLabel(self.choices)
        self.session_label.setObjectName(u"session_label")
        self.session_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.session_label, 10, 0, 1, 2)

        self.session_combo = Combo(self.choices)
        self.session_combo.setObjectName(u"session_combo")

        self.grid.addWidget(self.session_combo, 11, 0, 1, 2)

        self.moment_label = QLabel(self.choices)
        self.moment_label.setObjectName(u"moment_label")
        self.moment_label.setProperty(u"look", u"heading")

        self.grid.addWidget(self.moment_label, 12, 0, 1, 2)

        self.moment_combo = Combo(self.choices)
        self.moment_combo.setObjectName(u"moment_combo")

        self.grid.addWidget(self.moment_combo, 13, 0, 1, 2)

        self.large_check = QCheckBox(self.choices)
        self.large_check.setObjectName(u"large_check")

        self.grid.addWidget(self.large_check, 14, 0, 1, 2)

        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)

        self.choices_column.addLayout(self.grid)

        self.warning_label = QLabel(self.choices)
        self.warning_label.setObjectName(u"warning_label")
        self.warning_label.setProperty(u"look", u"look")
        self.warning_label.setText(u"")
        self.warning_label.setWordWrap(True)
        self.warning_label.setTextFormat(Qt.TextFormat.PlainText)

        self.choices_column.addWidget(self.warning_label)

        self.folder_label = QLabel(self.choices)
        self.folder_label.setObjectName(u"folder_label")
        self.folder_label.setProperty(u"look", u"heading")

        self.choices_column.addWidget(self.folder_label)

        self.folder_row = QHBoxLayout()
        self.folder_row.setSpacing(8)
        self.folder_row.setObjectName(u"folder_row")
        self.folder_edit = QLineEdit(self.choices)
        self.folder_edit.setObjectName(u"folder_edit")

        self.folder_row.addWidget(self.folder_edit)

        self.browse_button = QPushButton(self.choices)
        self.browse_button.setObjectName(u"browse_button")
        self.browse_button.setAutoDefault(False)

        self.folder_row.addWidget(self.browse_button)


        self.choices_column.addLayout(self.folder_row)

        self.replace_check = QCheckBox(self.choices)
        self.replace_check.setObjectName(u"replace_check")

        self.choices_column.addWidget(self.replace_check)

        self.choices_spacer = QSpacerItem(20, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.choices_column.addItem(self.choices_spacer)


        self.choices_row.addLayout(self.choices_column)

        self.choices_row.setStretch(0, 1)
        self.choices_row.setStretch(1, 1)
        self.choices_area.setWidget(self.choices)

        self.middle.addWidget(self.choices_area)

        self.preview = PagePreview(ExportDialog)
        self.preview.setObjectName(u"preview")

        self.middle.addWidget(self.preview)

        self.middle.setStretch(0, 2)
        self.middle.setStretch(1, 1)

        self.column.addLayout(self.middle)

        self.said_label = QLabel(ExportDialog)
        self.said_label.setObjectName(u"said_label")
        self.said_label.setProperty(u"look", u"second")
        self.said_label.setText(u"")
        self.said_label.setWordWrap(True)
        self.said_label.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said_label)

        self.progress_bar = QProgressBar(ExportDialog)
        self.progress_bar.setObjectName(u"progress_bar")
        self.progress_bar.setTextVisible(False)

        self.column.addWidget(self.progress_bar)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.open_folder_button = QPushButton(ExportDialog)
        self.open_folder_button.setObjectName(u"open_folder_button")
        self.open_folder_button.setAutoDefault(False)

        self.buttons.addWidget(self.open_folder_button)

        self.buttons_spacer = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(ExportDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.export_button = QPushButton(ExportDialog)
        self.export_button.setObjectName(u"export_button")

        self.buttons.addWidget(self.export_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.kind_label.setBuddy(self.document_list)
        self.audience_label.setBuddy(self.audience_combo)
        self.names_label.setBuddy(self.names_combo)
        self.as_of_label.setBuddy(self.as_of_edit)
        self.paper_label.setBuddy(self.paper_combo)
        self.language_label.setBuddy(self.language_combo)
        self.picture_label.setBuddy(self.picture_combo)
        self.session_label.setBuddy(self.session_combo)
        self.moment_label.setBuddy(self.moment_combo)
        self.folder_label.setBuddy(self.folder_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.document_list, self.audience_combo)
        QWidget.setTabOrder(self.audience_combo, self.names_combo)
        QWidget.setTabOrder(self.names_combo, self.as_of_edit)
        QWidget.setTabOrder(self.as_of_edit, self.paper_combo)
        QWidget.setTabOrder(self.paper_combo, self.language_combo)
        QWidget.setTabOrder(self.language_combo, self.picture_combo)
        QWidget.setTabOrder(self.picture_combo, self.session_combo)
        QWidget.setTabOrder(self.session_combo, self.moment_combo)
        QWidget.setTabOrder(self.moment_combo, self.large_check)
        QWidget.setTabOrder(self.large_check, self.folder_edit)
        QWidget.setTabOrder(self.folder_edit, self.browse_button)
        QWidget.setTabOrder(self.browse_button, self.replace_check)
        QWidget.setTabOrder(self.replace_check, self.export_button)
        QWidget.setTabOrder(self.export_button, self.cancel_button)
        QWidget.setTabOrder(self.cancel_button, self.open_folder_button)

        self.retranslateUi(ExportDialog)

        self.export_button.setDefault(True)


        QMetaObject.connectSlotsByName(ExportDialog)
    # setupUi

    def retranslateUi(self, ExportDialog):
        ExportDialog.setWindowTitle(_(u"Export the plan"))
        self.heading_label.setText(_(u"Export the plan"))
        self.kind_label.setText(_(u"What to make"))
#if QT_CONFIG(accessibility)
        self.document_list.setAccessibleName(_(u"What to make"))
#endif // QT_CONFIG(accessibility)
        self.audience_label.setText(_(u"For whom"))
#if QT_CONFIG(accessibility)
        self.audience_combo.setAccessibleName(_(u"For whom"))
#endif // QT_CONFIG(accessibility)
        self.names_label.setText(_(u"How people are called"))
#if QT_CONFIG(accessibility)
        self.names_combo.setAccessibleName(_(u"How people are called"))
#endif // QT_CONFIG(accessibility)
        self.as_of_label.setText(_(u"Read the plan as of"))
#if QT_CONFIG(accessibility)
        self.as_of_edit.setAccessibleName(_(u"Read the plan as of"))
#endif // QT_CONFIG(accessibility)
        self.paper_label.setText(_(u"Paper"))
#if QT_CONFIG(accessibility)
        self.paper_combo.setAccessibleName(_(u"Paper"))
#endif // QT_CONFIG(accessibility)
        self.language_label.setText(_(u"Language"))
#if QT_CONFIG(accessibility)
        self.language_combo.setAccessibleName(_(u"Language"))
#endif // QT_CONFIG(accessibility)
        self.picture_label.setText(_(u"Kind of picture"))
#if QT_CONFIG(accessibility)
        self.picture_combo.setAccessibleName(_(u"Kind of picture"))
#endif // QT_CONFIG(accessibility)
        self.session_label.setText(_(u"Session of the packet"))
#if QT_CONFIG(accessibility)
        self.session_combo.setAccessibleName(_(u"Session of the packet"))
#endif // QT_CONFIG(accessibility)
        self.moment_label.setText(_(u"The packet is for"))
#if QT_CONFIG(accessibility)
        self.moment_combo.setAccessibleName(_(u"The packet is for"))
#endif // QT_CONFIG(accessibility)
        self.large_check.setText(_(u"Large print for the packet"))
        self.folder_label.setText(_(u"Folder"))
#if QT_CONFIG(accessibility)
        self.folder_edit.setAccessibleName(_(u"Folder"))
#endif // QT_CONFIG(accessibility)
        self.browse_button.setText(_(u"Choose\u2026"))
#if QT_CONFIG(accessibility)
        self.browse_button.setAccessibleName(_(u"Choose the folder"))
#endif // QT_CONFIG(accessibility)
        self.replace_check.setText(_(u"Replace the files that are there already"))
#if QT_CONFIG(accessibility)
        self.progress_bar.setAccessibleName(_(u"How far the export is"))
#endif // QT_CONFIG(accessibility)
        self.open_folder_button.setText(_(u"Open the folder"))
#if QT_CONFIG(accessibility)
        self.open_folder_button.setAccessibleName(_(u"Open the folder"))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(_(u"Cancel"))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(_(u"Cancel"))
#endif // QT_CONFIG(accessibility)
        self.export_button.setText(_(u"Export"))
#if QT_CONFIG(accessibility)
        self.export_button.setAccessibleName(_(u"Export"))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
