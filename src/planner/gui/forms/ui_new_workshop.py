# Made from resources/ui/new_workshop.ui by tools/build_forms.py: edit the form, not this file.

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from planner.gui.widgets.day_field import DayField

from planner.i18n import _


class Ui_NewWorkshopDialog(object):
    def setupUi(self, NewWorkshopDialog):
        if not NewWorkshopDialog.objectName():
            NewWorkshopDialog.setObjectName(u"NewWorkshopDialog")
        self.column = QVBoxLayout(NewWorkshopDialog)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(28, 22, 28, 22)
        self.heading_label = QLabel(NewWorkshopDialog)
        self.heading_label.setObjectName(u"heading_label")

        self.column.addWidget(self.heading_label)

        self.about_label = QLabel(NewWorkshopDialog)
        self.about_label.setObjectName(u"about_label")
        self.about_label.setWordWrap(True)

        self.column.addWidget(self.about_label)

        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.title_label = QLabel(NewWorkshopDialog)
        self.title_label.setObjectName(u"title_label")

        self.grid.addWidget(self.title_label, 0, 0, 1, 4)

        self.title_edit = QLineEdit(NewWorkshopDialog)
        self.title_edit.setObjectName(u"title_edit")
        self.title_edit.setMaxLength(120)

        self.grid.addWidget(self.title_edit, 1, 0, 1, 4)

        self.title_problem = QLabel(NewWorkshopDialog)
        self.title_problem.setObjectName(u"title_problem")
        self.title_problem.setText(u"")
        self.title_problem.setTextFormat(Qt.TextFormat.PlainText)
        self.title_problem.setWordWrap(True)

        self.grid.addWidget(self.title_problem, 2, 0, 1, 4)

        self.district_label = QLabel(NewWorkshopDialog)
        self.district_label.setObjectName(u"district_label")

        self.grid.addWidget(self.district_label, 3, 0, 1, 3)

        self.district_edit = QLineEdit(NewWorkshopDialog)
        self.district_edit.setObjectName(u"district_edit")
        self.district_edit.setMaxLength(120)

        self.grid.addWidget(self.district_edit, 4, 0, 1, 3)

        self.district_problem = QLabel(NewWorkshopDialog)
        self.district_problem.setObjectName(u"district_problem")
        self.district_problem.setText(u"")
        self.district_problem.setTextFormat(Qt.TextFormat.PlainText)
        self.district_problem.setWordWrap(True)

        self.grid.addWidget(self.district_problem, 5, 0, 1, 3)

        self.state_label = QLabel(NewWorkshopDialog)
        self.state_label.setObjectName(u"state_label")

        self.grid.addWidget(self.state_label, 3, 3, 1, 1)

        self.state_edit = QLineEdit(NewWorkshopDialog)
        self.state_edit.setObjectName(u"state_edit")
        self.state_edit.setMaxLength(2)

        self.grid.addWidget(self.state_edit, 4, 3, 1, 1)

        self.state_problem = QLabel(NewWorkshopDialog)
        self.state_problem.setObjectName(u"state_problem")
        self.state_problem.setText(u"")
        self.state_problem.setTextFormat(Qt.TextFormat.PlainText)
        self.state_problem.setWordWrap(True)

        self.grid.addWidget(self.state_problem, 5, 3, 1, 1)

        self.horizon_start_label = QLabel(NewWorkshopDialog)
        self.horizon_start_label.setObjectName(u"horizon_start_label")

        self.grid.addWidget(self.horizon_start_label, 6, 0, 1, 2)

        self.horizon_start_edit = DayField(NewWorkshopDialog)
        self.horizon_start_edit.setObjectName(u"horizon_start_edit")

        self.grid.addWidget(self.horizon_start_edit, 7, 0, 1, 2)

        self.horizon_end_label = QLabel(NewWorkshopDialog)
        self.horizon_end_label.setObjectName(u"horizon_end_label")

        self.grid.addWidget(self.horizon_end_label, 6, 2, 1, 2)

        self.horizon_end_edit = DayField(NewWorkshopDialog)
        self.horizon_end_edit.setObjectName(u"horizon_end_edit")

        self.grid.addWidget(self.horizon_end_edit, 7, 2, 1, 2)

        self.horizon_problem = QLabel(NewWorkshopDialog)
        self.horizon_problem.setObjectName(u"horizon_problem")
        self.horizon_problem.setText(u"")
        self.horizon_problem.setTextFormat(Qt.TextFormat.PlainText)
        self.horizon_problem.setWordWrap(True)

        self.grid.addWidget(self.horizon_problem, 8, 0, 1, 4)

        self.facilitator_label = QLabel(NewWorkshopDialog)
        self.facilitator_label.setObjectName(u"facilitator_label")

        self.grid.addWidget(self.facilitator_label, 9, 0, 1, 4)

        self.facilitator_edit = QLineEdit(NewWorkshopDialog)
        self.facilitator_edit.setObjectName(u"facilitator_edit")
        self.facilitator_edit.setMaxLength(120)

        self.grid.addWidget(self.facilitator_edit, 10, 0, 1, 4)

        self.facilitator_problem = QLabel(NewWorkshopDialog)
        self.facilitator_problem.setObjectName(u"facilitator_problem")
        self.facilitator_problem.setText(u"")
        self.facilitator_problem.setTextFormat(Qt.TextFormat.PlainText)
        self.facilitator_problem.setWordWrap(True)

        self.grid.addWidget(self.facilitator_problem, 11, 0, 1, 4)

        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        self.grid.setColumnStretch(3, 1)

        self.column.addLayout(self.grid)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.buttons_spacer = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(NewWorkshopDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.create_button = QPushButton(NewWorkshopDialog)
        self.create_button.setObjectName(u"create_button")

        self.buttons.addWidget(self.create_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.title_label.setBuddy(self.title_edit)
        self.district_label.setBuddy(self.district_edit)
        self.state_label.setBuddy(self.state_edit)
        self.horizon_start_label.setBuddy(self.horizon_start_edit)
        self.horizon_end_label.setBuddy(self.horizon_end_edit)
        self.facilitator_label.setBuddy(self.facilitator_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(NewWorkshopDialog)

        self.create_button.setDefault(True)


        QMetaObject.connectSlotsByName(NewWorkshopDialog)
    # setupUi

    def retranslateUi(self, NewWorkshopDialog):
        NewWorkshopDialog.setWindowTitle(_(u"New workshop"))
        self.heading_label.setText(_(u"New workshop"))
        self.about_label.setText(_(u"Five short answers to begin with. Everything can be changed later."))
        self.title_label.setText(_(u"Title of the plan"))
#if QT_CONFIG(accessibility)
        self.title_edit.setAccessibleName(_(u"Title of the plan"))
#endif // QT_CONFIG(accessibility)
        self.title_edit.setPlaceholderText(_(u"Whom it is for and what it changes"))
        self.district_label.setText(_(u"District"))
#if QT_CONFIG(accessibility)
        self.district_edit.setAccessibleName(_(u"District"))
#endif // QT_CONFIG(accessibility)
        self.district_edit.setPlaceholderText(_(u"The name families know it by"))
        self.state_label.setText(_(u"State"))
#if QT_CONFIG(accessibility)
        self.state_edit.setAccessibleName(_(u"State, two letters"))
#endif // QT_CONFIG(accessibility)
        self.state_edit.setPlaceholderText(_(u"CA"))
        self.horizon_start_label.setText(_(u"The plan starts"))
#if QT_CONFIG(accessibility)
        self.horizon_start_edit.setAccessibleName(_(u"The plan starts"))
#endif // QT_CONFIG(accessibility)
        self.horizon_end_label.setText(_(u"The plan ends"))
#if QT_CONFIG(accessibility)
        self.horizon_end_edit.setAccessibleName(_(u"The plan ends"))
#endif // QT_CONFIG(accessibility)
        self.facilitator_label.setText(_(u"Who runs the steps"))
#if QT_CONFIG(accessibility)
        self.facilitator_edit.setAccessibleName(_(u"Facilitator: who runs the steps"))
#endif // QT_CONFIG(accessibility)
        self.facilitator_edit.setPlaceholderText(_(u"Name of the facilitator; you can add the others later"))
        self.cancel_button.setText(_(u"Cancel"))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(_(u"Cancel"))
#endif // QT_CONFIG(accessibility)
        self.create_button.setText(_(u"Create the workshop"))
#if QT_CONFIG(accessibility)
        self.create_button.setAccessibleName(_(u"Create the workshop"))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
